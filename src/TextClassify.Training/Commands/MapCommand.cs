using System.CommandLine;
using Spectre.Console;
using TextClassify.HiddenStates.Maps;
using TextClassify.HiddenStates.Projection;
using TextClassify.Training.Classifier;
using TextClassify.Training.Maps;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Commands;

/// <summary>Adds reference maps to a package.</summary>
internal static class MapCommand
{
    private static readonly Option<string> PackageOption =
        CommonOptions.Required("--package", "The package folder, models/NAME/VERSION; its maps are replaced.", "DIR");
    private static readonly Option<string?> RecipeOption =
        CommonOptions.Optional("--recipe", "The recipe whose development rows are mapped.", "FILE");
    private static readonly Option<string?> FileOption =
        CommonOptions.Optional("--file", "Your own labelled rows instead: .csv, .tsv or .jsonl, plain or gzip.", "FILE");
    private static readonly (Option<string> Text, Option<string> Label) Columns = CommonOptions.Columns("--file");
    private static readonly Option<string?> DataOption = CommonOptions.Data();
    private static readonly Option<int> StatesOption = NumberOption.Create("--states", "Most states on a map.", 5_000, 30, 50_000);
    private static readonly Option<int> TextsOption =
        NumberOption.Create("--texts", "Most texts kept in the package, for neighbours, search and the corpus view.", 1_000, 10, 20_000);
    private static readonly Option<double> PerplexityOption =
        NumberOption.Create("--perplexity", "Effective neighbours of a state.", 30.0, 2, 300);
    private static readonly Option<int> IterationsOption =
        NumberOption.Create("--iterations", "Iterations of t-SNE after 250 exaggerated ones.", 500, 0, 10_000);
    private static readonly Option<int> SeedOption =
        NumberOption.Create("--seed", "Seed of the choice of texts and states; the layout draws nothing.", 1, 0, int.MaxValue);
    private static readonly Option<int> ThreadsOption =
        NumberOption.Create("--threads", "Threads; they change no bit of the maps.", Environment.ProcessorCount, 1, 256);

    public static Command Create()
    {
        var build = new Command(
            "build",
            """
            Map the states of a package on labelled rows, one map for each kind of state, and put the maps and the rows' texts into it.

            Examples:
              map build --package models/question/2 --recipe recipes/trec.json
              map build --package models/tickets/1 --file tickets.csv --text body --label team --states 50000
            """)
        {
            PackageOption, RecipeOption, FileOption, Columns.Text, Columns.Label, DataOption, StatesOption, TextsOption, PerplexityOption,
            IterationsOption, SeedOption, ThreadsOption,
        };
        build.Validators.Add(result =>
        {
            if ((result.GetValue(RecipeOption) is null) == (result.GetValue(FileOption) is null))
            {
                result.AddError("Give either --recipe or --file.");
            }
        });
        build.SetAction((parsed, cancellationToken) => BuildAsync(parsed, AnsiConsole.Console, cancellationToken));

        return new Command("map", "Reference maps of a package's states.") { build };
    }

    private static async Task BuildAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var data = Rows(parsed, cancellationToken);
        BadRowReport.Write(console, data);
        var request = new MapRequest
        {
            Folder = Path.GetFullPath(parsed.GetRequiredValue(PackageOption)),
            Rows = data.Rows,
            States = parsed.GetValue(StatesOption),
            Texts = parsed.GetValue(TextsOption),
            Seed = parsed.GetValue(SeedOption),
            Layout = new TsneOptions { Perplexity = parsed.GetValue(PerplexityOption), Iterations = parsed.GetValue(IterationsOption) },
            Threads = parsed.GetValue(ThreadsOption),
        };

        var headers = await MapDisplay.RunAsync(console, progress => MapPublisher.PublishAsync(request, progress, cancellationToken));
        foreach (var header in headers)
        {
            await console.Profile.Out.Writer.WriteLineAsync(Format(header).AsMemory(), cancellationToken);
        }
    }

    private static DataSet Rows(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(FileOption) is { } file)
        {
            return DataFile.Read(file, parsed.GetRequiredValue(Columns.Text), parsed.GetRequiredValue(Columns.Label), cancellationToken);
        }

        var recipe = RecipeRules.File.Load(parsed.GetValue(RecipeOption)!);
        var data = RecipeData.Read(recipe, recipe.FindData(parsed.GetValue(DataOption)), cancellationToken);
        return new DataSet(data.Dev, data.BadRows) { Notes = data.Notes };
    }

    private static string Format(MapHeader header)
    {
        var quality = header.Quality;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{MapFile.NameOf(header.Kind),-16} {header.Points} states of width {header.Width}, KL {header.Divergence:F3}, "
            + $"recall@15 {quality.Recall:F3} (PCA {quality.PrincipalRecall:F3}), trustworthiness {quality.Trustworthiness:F3}\n"
            + $"{"",-16} {quality.PlacedStates} states of other texts placed: recall@15 {quality.PlacedRecall:F3} "
            + $"({quality.PlacedRecall / quality.Recall:P0} of the map's own); "
            + $"{quality.StoredRecall:P1} of nearest states kept by storage");
    }
}
