using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Classifier;
using TextClassify.Training.Loops;
using TextClassify.Training.Native;
using TextClassify.Training.Terminal;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Commands;

/// <summary>Trains every combination of a grid with several seeds and tabulates the development figures.</summary>
internal static class AblateCommand
{
    private static readonly Option<string> RecipeOption = CommonOptions.Required("--recipe", "The recipe to vary.", "FILE");
    private static readonly Option<string[]> GridOption = new("--grid")
    {
        Description = "A recipe, net or training property and its values; repeat for more. Lists join with +.",
        Required = true,
        HelpName = "NAME=A,B",
    };
    private static readonly Option<int> SeedsOption = NumberOption.Create("--seeds", "Seeds 1 to N for every combination.", 3, 1, 100);
    private static readonly Option<string> OutOption = CommonOptions.Required("--out", "Markdown file the table is added to.", "FILE");
    private static readonly Option<string> RunsOption = CommonOptions.WithDefault(
        "--runs", "Folder of the runs; finished ones are not trained again.", Path.Combine("runs", "ablation"), "DIR");
    private static readonly Option<string?> DataOption = CommonOptions.Data();
    private static readonly Option<string?> VectorsOption = CommonOptions.Optional("--vectors", "Word vectors to start from.", "FILE");
    private static readonly Option<int> ThreadsOption = CommonOptions.Threads();

    public static Command Create()
    {
        var command = new Command(
            "ablate",
            """
            Train every combination of a grid with several seeds; a stopped ablation goes on with the same command.

            Example:
              ablate --recipe recipes/trec.json --grid cell=lstm,gru --grid windows=3,1+3+5 --seeds 3 --out ablation.md
            """)
        {
            RecipeOption, GridOption, SeedsOption, OutOption, RunsOption, DataOption, VectorsOption, ThreadsOption,
        };
        command.SetAction((parsed, cancellationToken) => AblateAsync(parsed, AnsiConsole.Console, cancellationToken));

        return command;
    }

    private static async Task<int> AblateAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        string path = parsed.GetRequiredValue(RecipeOption);
        var recipe = RecipeRules.File.Load(path);
        var grid = AblationGrid.Parse(parsed.GetRequiredValue(GridOption));
        var cells = grid.Cells(recipe);
        var data = RecipeData.Read(recipe, recipe.FindData(parsed.GetValue(DataOption)), cancellationToken);
        var vectors = parsed.GetValue(VectorsOption) is { } file ? WordVectors.Read(file) : null;
        int threads = parsed.GetValue(ThreadsOption);
        var source = new RunSource(Path.GetFileName(path), Path.GetFileName(parsed.GetValue(VectorsOption)), Seed: 1, threads);
        TorchLoader.Load(threads);

        var results = new List<AblationResult>();
        foreach (var cell in cells)
        {
            var reports = new List<DevReport>();
            for (int seed = 1; seed <= parsed.GetValue(SeedsOption); seed++)
            {
                string name = $"{recipe.Name}-{cell.Slug}-{seed}";
                var folder = new RunFolder(Path.GetFullPath(Path.Combine(parsed.GetRequiredValue(RunsOption), name)));
                var prepared = new PreparedClassifier(cell.Recipe, data, vectors, start: null, source with { Seed = seed });
                reports.Add(TrainingRun.Execute(prepared, folder, new(), TimeProvider.System, cancellationToken));
            }

            results.Add(new AblationResult(cell, reports));
            console.WriteLine(AblationTable.Row(results[^1]));
        }

        await File.AppendAllTextAsync(
            Path.GetFullPath(parsed.GetRequiredValue(OutOption)), AblationTable.Format(recipe, grid, results), cancellationToken);

        return 0;
    }
}
