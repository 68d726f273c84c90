using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using TextClassify.Training.Classifier;
using TextClassify.Training.Data.Columns;
using TextClassify.Training.Molecules;
using TextClassify.Training.Predictions;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Commands;

/// <summary>Measures a run or a shipped package on labelled rows.</summary>
internal static class EvaluateCommand
{
    private static readonly Option<string?> RunOption = CommonOptions.Optional("--run", "A run folder: measures the Torch net.", "DIR");
    private static readonly Option<string?> PackageOption = CommonOptions.Optional(
        "--package", "A package folder, models/NAME/VERSION: measures the shipped graph as the service runs it.", "DIR");
    private static readonly Option<string?> SplitOption = CommonOptions.Optional("--split", "Rows of the recipe: dev or test.", "dev|test");
    private static readonly Option<string?> FileOption =
        CommonOptions.Optional("--file", "Your own rows instead: .csv, .tsv or .jsonl, plain or gzip.", "FILE");
    private static readonly (Option<string> Text, Option<string> Label) Columns = CommonOptions.Columns("--file");
    private static readonly Option<string?> SeparatorOption = CommonOptions.LabelSeparator();
    private static readonly Option<string?> RecipeOption =
        CommonOptions.Optional("--recipe", "The recipe whose split is meant; a run knows its own.", "FILE");
    private static readonly Option<string?> DataOption = CommonOptions.Data();
    private static readonly Option<string?> JsonOption = CommonOptions.Optional("--json", "Also write the figures to this file.", "FILE");

    private static readonly Option<string?> RowsOption = CommonOptions.Optional(
        "--rows", "Also write each row with its line, label, prediction and scores to this CSV file.", "FILE");

    private static readonly Option<string[]> AmongOption = CommonOptions.Several(
        "--among", "Labels to choose from, when the rows have fewer than the model: the others' scores are left out.", "LABEL...");

    private static readonly Option<int> WritingsOption = new("--writings")
    {
        Description = "SMILES: the mean over so many random writings of each row; 0 reads each as it stands.",
        DefaultValueFactory = _ => 0,
    };

    public static Command Create()
    {
        SplitOption.AcceptOnlyFromAmong("dev", "test");
        var command = new Command(
            "evaluate",
            """
            Measure accuracy, macro-F1 and calibration on labelled rows.

            Examples:
              evaluate --run runs/question-1 --split dev
              evaluate --package models/question/2 --recipe recipes/trec.json --split test --json question.json
              evaluate --package models/sentiment/1 --file mine.csv --text body --label opinion --rows rows.csv
              evaluate --package models/sentiment/3 --file sst2-dev.jsonl --among negative positive
            """)
        {
            RunOption, PackageOption, SplitOption, FileOption, Columns.Text, Columns.Label, SeparatorOption, RecipeOption, DataOption,
            JsonOption, RowsOption, AmongOption, WritingsOption,
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
            else if (result.GetValue(PackageOption) is not null
                && result.GetValue(SplitOption) is not null && result.GetValue(RecipeOption) is null)
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
        data = model.Encoder is SmilesEncoder ? SmilesRows.Of(data) : data;
        BadRowReport.Write(console, data);
        var split = model.Encode(data);
        if (split.Rows.Count == 0)
        {
            throw new DataException("There is no row with a token to measure on.");
        }

        int writings = parsed.GetValue(WritingsOption);
        var logits = writings > 0 && model.Encoder is SmilesEncoder
            ? await WritingsScore.ScoreAsync(
                split.Rows, model.Labels, model.Encoder, writings, rows => model.ScoreAsync(rows, cancellationToken))
            : await ScoredRows.ScoreAsync(model, split, console, TimeProvider.System, cancellationToken);
        IReadOnlyList<string> labels = model.Labels;
        if (parsed.GetValue(AmongOption) is { Length: > 0 } among)
        {
            (logits, labels) = LabelChoice.Among(logits, labels, among);
        }

        Write(parsed, model, logits, labels, console);
        foreach (string line in SourceFigures.Of(split, logits))
        {
            console.WriteLine(line);
        }

        if (parsed.GetValue(RowsOption) is { } rows)
        {
            RowFile.Write(rows, RowPrediction.Of(split, logits, labels, model.Temperature, model.Thresholds));
        }

        return 0;
    }

    private static void Write(
        ParseResult parsed, ScoredModel model, LabelledLogits logits, IReadOnlyList<string> labels, IAnsiConsole console)
    {
        if (model.Thresholds is { } thresholds)
        {
            var sets = SetReport.Of(logits, model.Labels, model.Temperature, thresholds);
            SetTable.Write(console, sets);
            WriteJson(parsed, sets);
        }
        else
        {
            var evaluation = EvaluationReport.Of(logits, labels, model.Temperature);
            EvaluationTable.Write(console, evaluation);
            WriteJson(parsed, evaluation);
        }
    }

    private static void WriteJson<T>(ParseResult parsed, T report)
    {
        if (parsed.GetValue(JsonOption) is { } path)
        {
            AtomicFile.Write(Path.GetFullPath(path), stream => JsonSerializer.Serialize(stream, report, EvaluationReport.Json));
        }
    }

    private static DataSet Rows(ParseResult parsed, ScoredModel model, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(FileOption) is { } file)
        {
            var columns = new DataColumns(parsed.GetRequiredValue(Columns.Text), parsed.GetRequiredValue(Columns.Label))
            {
                LabelSeparator = parsed.GetValue(SeparatorOption),
            };
            return DataFile.Read(file, columns, cancellationToken);
        }

        var recipe = parsed.GetValue(RecipeOption) is { } path ? RecipeRules.File.Load(path) : model.Recipe!;
        string folder = recipe.FindData(parsed.GetValue(DataOption));
        if (parsed.GetValue(SplitOption) == "test")
        {
            return RecipeData.ReadTest(recipe, folder, cancellationToken);
        }

        var data = RecipeData.Read(recipe, folder, cancellationToken);

        return new DataSet(data.Dev, data.BadRows) { Notes = data.Notes, HasLabelSets = data.Labels.HasSets };
    }
}
