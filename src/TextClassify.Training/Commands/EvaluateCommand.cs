using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Runs;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Commands;

/// <summary>Measures a run or a shipped package on labelled rows.</summary>
internal static class EvaluateCommand
{
    private static readonly Option<string?> RunOption = new("--run") { Description = "A run folder: measures the Torch net.", HelpName = "DIR" };
    private static readonly Option<string?> PackageOption = new("--package") { Description = "A package folder, models/NAME/VERSION: measures the shipped graph as the service runs it.", HelpName = "DIR" };
    private static readonly Option<string?> SplitOption = new("--split") { Description = "Rows of the recipe: dev or test.", HelpName = "dev|test" };
    private static readonly Option<string?> FileOption = new("--file") { Description = "Your own rows instead: .csv, .tsv or .jsonl, plain or gzip.", HelpName = "FILE" };
    private static readonly Option<string> TextOption = new("--text") { Description = "Column or property of the text, with --file.", DefaultValueFactory = _ => "text" };
    private static readonly Option<string> LabelOption = new("--label") { Description = "Column or property of the label, with --file.", DefaultValueFactory = _ => "label" };
    private static readonly Option<string?> RecipeOption = new("--recipe") { Description = "The recipe whose split is meant; a run knows its own.", HelpName = "FILE" };
    private static readonly Option<string?> DataOption = new("--data") { Description = "Folder of the recipe's files; else TEXTCLASSIFY_DATA, else data/ beside the solution.", HelpName = "DIR" };
    private static readonly Option<string?> JsonOption = new("--json") { Description = "Also write the figures to this file.", HelpName = "FILE" };

    public static Command Create()
    {
        SplitOption.AcceptOnlyFromAmong("dev", "test");
        var command = new Command(
            "evaluate",
            """
            Measure accuracy, macro-F1 and calibration on labelled rows.

            Examples:
              evaluate --run runs/question-1 --split dev
              evaluate --package models/question/1 --recipe recipes/trec.json --split test --json question.json
              evaluate --package models/sentiment/1 --file mine.csv --text body --label opinion
            """)
        {
            RunOption, PackageOption, SplitOption, FileOption, TextOption, LabelOption, RecipeOption, DataOption, JsonOption,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(RunOption) is null) == (result.GetValue(PackageOption) is null))
            {
                result.AddError("Give either --run or --package.");
            }
            else if ((result.GetValue(SplitOption) is null) == (result.GetValue(FileOption) is null))
            {
                result.AddError("Give either --split or --file.");
            }
            else if (result.GetValue(PackageOption) is not null && result.GetValue(SplitOption) is not null && result.GetValue(RecipeOption) is null)
            {
                result.AddError("--split of a package needs --recipe; a package does not know where its data are.");
            }
        });
        command.SetAction((parsed, cancellationToken) => EvaluateAsync(parsed, AnsiConsole.Console, cancellationToken));

        return command;
    }

    private static async Task<int> EvaluateAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        using var model = parsed.GetValue(RunOption) is { } run
            ? ScoredModel.OfRun(run)
            : await ScoredModel.OfPackageAsync(parsed.GetRequiredValue(PackageOption)!, cancellationToken);
        var data = Rows(parsed, model, cancellationToken);
        BadRowReport.Write(console, data.BadRows);
        var split = EncodedSplit.Encode(data.Rows, model.Labels, model.Encoder);
        if (split.Rows.Count == 0)
        {
            throw new DataException("There is no row with a token to measure on.");
        }

        var evaluation = EvaluationReport.Of(await model.ScoreAsync(split, cancellationToken), model.Labels, model.Temperature);
        EvaluationTable.Write(console, evaluation);
        if (parsed.GetValue(JsonOption) is { } path)
        {
            AtomicFile.Write(Path.GetFullPath(path), stream => JsonSerializer.Serialize(stream, evaluation, EvaluationReport.Json));
        }

        return 0;
    }

    private static DataSet Rows(ParseResult parsed, ScoredModel model, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(FileOption) is { } file)
        {
            return DataFile.Read(file, parsed.GetRequiredValue(TextOption), parsed.GetRequiredValue(LabelOption), cancellationToken);
        }

        var recipe = parsed.GetValue(RecipeOption) is { } path ? RecipeRules.File.Load(path) : model.Recipe!;
        string folder = recipe.FindData(parsed.GetValue(DataOption));
        if (parsed.GetValue(SplitOption) == "test")
        {
            return RecipeData.ReadTest(recipe, folder, cancellationToken);
        }

        var data = RecipeData.Read(recipe, folder, cancellationToken);

        return new DataSet(data.Dev, data.BadRows);
    }
}
