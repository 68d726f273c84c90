using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Augmenting.Pairs;
using TextClassify.Training.Kinds;
using TextClassify.Training.Packaging;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Translation;

/// <summary>Nets that read a text and write another.</summary>
internal sealed class TranslatorKind : ITrainingKind
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public string Name => "pairs";

    public Command Train()
    {
        var recipe = CommonOptions.Recipe("A recipe: recipes/reaction.json.");
        var data = CommonOptions.Data();
        var pairs = CommonOptions.Optional(
            "--pairs", "In place of the recipe's training pairs: a file that augment --pairs wrote, read as it stands.", "FILE");
        var choose = CommonOptions.Optional(
            "--choose", "How pairs of SMILES are written, in place of the recipe's: preprint, joint, random, least or canonical.", "HOW");
        var updates = NumberOption.Create("--updates", "Optimizer steps, in place of the recipe's (0).", 0, 0, 100_000_000);
        var seed = CommonOptions.Seed("Seed of weights, order and dropout.");
        var output = CommonOptions.RunFolder();
        var threads = CommonOptions.Threads();
        var command = new Command(
            $"train-{Name}",
            """
            Train a net that reads a text and writes another, from pairs. Killed, the same command goes on.

            Examples:
              train-pairs --recipe recipes/reaction.json --seed 1
              train-pairs --recipe recipes/reaction.json --choose random --updates 5000 --out runs/reaction-random
            """)
        {
            recipe, data, pairs, choose, updates, seed, output, threads,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            string path = parsed.GetRequiredValue(recipe);
            var read = With(
                TranslatorRecipeRules.File.Load(path), parsed.GetValue(pairs), parsed.GetValue(choose), parsed.GetValue(updates));
            TranslatorRecipeRules.File.Check(read, Path.GetFileName(path));
            var request = new RunRequest(
                path, DataFolder.Resolve(parsed.GetValue(data)), Vectors: null, parsed.GetValue(seed), parsed.GetValue(threads));
            var runner = Prepare(read, request, cancellationToken);
            var folder = TrainVerb.FolderOf(parsed.GetValue(output), runner.Name, request.Seed);
            TrainVerb.Train(
                AnsiConsole.Console, runner, folder, request.Threads, showsProgress: true, ProgressFile.None, cancellationToken);
            return Task.CompletedTask;
        });
        return command;
    }

    public Command Package() => new PackageVerb(
        $"package-{Name}",
        """
        Write the package of a translator to OUT/NAME/VERSION and load it once as the service does.

        Example:
          package-pairs --run runs/reaction-1 --version 1 --out models
        """).Create(this);

    public IRunner Prepare(RunRequest request, CancellationToken cancellationToken) =>
        Prepare(TranslatorRecipeRules.File.Load(request.Recipe), request, cancellationToken);

    public IPublication Publication(PublishRequest request, CancellationToken cancellationToken) => new TranslatorPublication(request);

    /// <summary>The recipe with what the command line says in its place.</summary>
    /// <exception cref="DataException">No such form.</exception>
    private static TranslatorRecipe With(TranslatorRecipe recipe, string? pairs, string? choose, int updates)
    {
        var read = updates > 0 ? recipe with { Training = recipe.Training with { Updates = updates } } : recipe;
        if (choose is not null)
        {
            read = read with { Writing = read.Writing with { Choose = FormOf(choose) } };
        }

        return pairs is null ? read : read with
        {
            Train = Path.GetFullPath(pairs),
            Writing = read.Writing with { Choose = null },
        };
    }

    private static PairForm FormOf(string choose) =>
        Enum.TryParse<PairForm>(choose, ignoreCase: true, out var form) && Enum.IsDefined(form) && !char.IsAsciiDigit(choose[0])
            ? form
            : throw new DataException(
                $"--choose is {choose}; it is {string.Join(", ", Enum.GetNames<PairForm>().Select(name => name.ToLowerInvariant()))}.");

    private static Runner<TranslatorOptions, TranslatorLine, TranslatorReport> Prepare(
        TranslatorRecipe recipe, RunRequest request, CancellationToken cancellationToken)
    {
        var data = PairData.Read(recipe, request.DataFolder, cancellationToken);
        var prepared = new PreparedTranslator(recipe, data, request.Source);
        return new Runner<TranslatorOptions, TranslatorLine, TranslatorReport>(prepared)
        {
            Name = recipe.Name,
            Notes =
            [
                string.Create(
                    Invariant,
                    $"{data.Train.Count:N0} pairs to train on, {data.Dev.Count:N0} to measure on, {data.LeftOut:N0} left out."),
            ],
            Line = (line, progress) => string.Create(
                Invariant,
                $"step {line.Step}/{recipe.Training.Updates}: {line.TrainLoss:F3} nats a symbol, development {line.DevLoss:F3}, "
                + $"{line.DevExact:P1} without a fault, {line.TokensPerSecond / 1_000:F1}k symbols/s, "
                + $"{progress.Remaining:hh\\:mm\\:ss} left"),
            Report = (report, path) =>
            [
                string.Create(
                    Invariant,
                    $"Development {report.Loss:F3} nats a symbol and {report.Exact:P1} without a fault over {report.Pairs:N0} pairs; "
                    + $"{report.Weights:N0} weights; written to {path}."),
            ],
        };
    }
}
