using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using TextClassify.Inference.Slots;
using TextClassify.Training.Data.Columns;
using TextClassify.Training.Packaging;
using TextClassify.Training.Pairing;
using TextClassify.Training.Predictions;
using TextClassify.Training.Terminal;
using TextClassify.Training.Translation;
using TextClassify.Translation;

namespace TextClassify.Training.Commands;

/// <summary>Measures a translator's run on pairs that it wasn't trained on, by its graphs as the service runs them.</summary>
internal static class EvaluatePairsCommand
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly string[] Header = ["source", "target", "rank", "best", "valid"];

    private static readonly Option<string> RunOption = CommonOptions.Required("--run", "A run folder of train-pairs.", "DIR");
    private static readonly Option<string?> FileOption =
        CommonOptions.Optional("--file", "Your own pairs in place of the recipe's development pairs, with its columns.", "FILE");

    private static readonly Option<string?> DataOption = CommonOptions.Data();
    private static readonly Option<int> BeamOption = NumberOption.Create(
        "--beam", "Texts followed side by side.", 10, 1, Translator.MostBeam);
    private static readonly Option<int> MostOption = NumberOption.Create("--pairs", "Most pairs; 0 takes all.", 0, 0, 10_000_000);
    private static readonly Option<string?> JsonOption = CommonOptions.Optional("--json", "Also write the figures to this file.", "FILE");
    private static readonly Option<string?> RowsOption = CommonOptions.Optional(
        "--rows", "Also write each pair with the place of its right answer, from 1 (0: none), to this CSV file.", "FILE");

    private static readonly Option<string?> AgainstOption = CommonOptions.Optional(
        "--against", "A file that --rows wrote for another run: compares the two pair by pair.", "FILE");

    public static Command Create()
    {
        var command = new Command(
            "evaluate-pairs",
            """
            Measure a translator on pairs it wasn't trained on: how often the right answer is among the first 1, 3, 5 and 10 candidates.
            SMILES are read in their canonical form, and two writings of a molecule are the same answer.

            Example:
              evaluate-pairs --run runs/reaction-1 --beam 10 --rows joint.csv --against random.csv
            """)
        {
            RunOption, FileOption, DataOption, BeamOption, MostOption, JsonOption, RowsOption, AgainstOption,
        };
        command.SetAction((parsed, cancellationToken) => MeasureAsync(parsed, AnsiConsole.Console, cancellationToken));
        return command;
    }

    private static async Task MeasureAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var run = RunFolder.Open(Path.GetFullPath(parsed.GetRequiredValue(RunOption)));
        var recipe = run.ReadOptions<TranslatorOptions>().Recipe;
        var pairs = parsed.GetValue(FileOption) is { } file
            ? PairData.ReadMeasured(recipe, file, cancellationToken)
            : PairData.ReadDev(recipe, DataFolder.Resolve(parsed.GetValue(DataOption)), cancellationToken);
        pairs = parsed.GetValue(MostOption) is > 0 and var most ? [.. pairs.Take(most)] : pairs;
        if (pairs.Count == 0)
        {
            throw new DataException($"There is no pair of at most {recipe.MaxSymbols} symbols to measure on.");
        }

        var translated = await TranslateAsync(run, recipe, pairs, parsed.GetValue(BeamOption), console, cancellationToken);
        var figures = TranslationFigures.Of(translated);
        Write(console, figures);
        if (parsed.GetValue(JsonOption) is { } json)
        {
            AtomicFile.Write(Path.GetFullPath(json), stream => JsonSerializer.Serialize(stream, figures, StrictJson.Options));
        }

        if (parsed.GetValue(AgainstOption) is { } against)
        {
            Compare(console, translated, against, cancellationToken);
        }

        if (parsed.GetValue(RowsOption) is { } rows)
        {
            RowFile.Write(rows, Header, translated.Select(RowOf));
        }
    }

    private static async Task<List<TranslatedPair>> TranslateAsync(
        RunFolder run,
        TranslatorRecipe recipe,
        IReadOnlyList<TextPair> pairs,
        int beam,
        IAnsiConsole console,
        CancellationToken cancellationToken)
    {
        var vocabulary = run.ReadVocabulary(SymbolVocabulary.Read);
        var graphs = Directory.CreateTempSubdirectory("textclassify-pairs-");
        try
        {
            TranslatorGraphFiles.Write(run.ReadWeights(), graphs.FullName);
            using var gate = RunSlots.Create(OpenPackage.Cpu);
            var shape = TranslatorGraphFiles.ShapeOf(recipe, vocabulary);
            using var pass = TranslatorGraphFiles.Open(graphs.FullName, shape, gate, TimeProvider.System);
            var measure = new TranslationMeasure(pass, vocabulary, recipe.Notation, beam);
            var translated = new List<TranslatedPair>(pairs.Count);
            await CountDisplay.RunAsync(
                console,
                "pairs",
                pairs,
                async (pair, token) => translated.Add(await measure.OfAsync(pair, token)),
                TimeProvider.System,
                cancellationToken);
            return translated;
        }
        finally
        {
            graphs.Delete(recursive: true);
        }
    }

    private static void Write(IAnsiConsole console, TranslationFigures figures)
    {
        var top = TranslationFigures.Ranks.Zip(figures.Top, (rank, share) => string.Create(Invariant, $"top-{rank} {share:P1}"));
        string valid = figures.Valid is { } share ? string.Create(Invariant, $", first candidates valid {share:P1}") : "";
        console.WriteLine(string.Create(Invariant, $"{figures.Pairs:N0} pairs: {string.Join(", ", top)}{valid}."));
        var look = figures.Look;
        console.WriteLine(string.Create(
            Invariant,
            $"Attention: entropy {look.Entropy:F3} of the most, {look.NearMass:P1} within one symbol of the aligned one, most on it "
            + $"{look.Hits:P1} ({look.Aligned:N0} aligned symbols)."));
    }

    private static void Compare(
        IAnsiConsole console, List<TranslatedPair> translated, string against, CancellationToken cancellationToken)
    {
        var other = DataFile.Read(against, new DataColumns("source", "rank"), cancellationToken).Rows;
        if (!other.Select(row => row.Text).SequenceEqual(translated.Select(pair => pair.Pair.Source), StringComparer.Ordinal))
        {
            throw new DataException($"{Path.GetFileName(against)} is of other pairs, or of another order.");
        }

        bool[] first = [.. other.Select(row => row.Label == "1")], second = [.. translated.Select(pair => pair.Rank == 1)];
        var paired = PairedShare.Of(first, second);
        console.WriteLine(string.Create(
            Invariant,
            $"Top-1 against {Path.GetFileName(against)}: {100 * paired.Difference:+0.0;-0.0} points, 95 % interval "
            + $"{100 * paired.Low:+0.0;-0.0} to {100 * paired.High:+0.0;-0.0}, p = {paired.PValue:G2} (McNemar)."));
    }

    private static string[] RowOf(TranslatedPair pair) =>
    [
        pair.Pair.Source,
        pair.Pair.Target,
        RowFile.Number(pair.Rank),
        pair.Best,
        pair.IsValid switch { true => "1", false => "0", _ => "" },
    ];
}
