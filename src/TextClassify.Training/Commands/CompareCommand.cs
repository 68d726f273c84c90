using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Behaviour;
using TextClassify.Training.Pairing;
using TextClassify.Training.Predictions;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Commands;

/// <summary>Holds two models against each other on the same labelled rows.</summary>
internal static class CompareCommand
{
    // Beyond it the rows are taken to tell the models apart.
    private const double Level = 0.05;

    private static readonly Argument<string> FirstArgument =
        new("A") { Description = "A package folder, models/NAME/VERSION, or a run folder." };
    private static readonly Argument<string> SecondArgument = new("B") { Description = "The other." };
    private static readonly Option<string> FileOption = new("--csv", "--file")
    {
        Description = "Labelled rows that neither was trained on: .csv, .tsv or .jsonl, plain or gzip.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly (Option<string> Text, Option<string> Label) Columns = CommonOptions.Columns("--csv");
    private static readonly Option<string?> RowsOption = CommonOptions.Optional(
        "--rows", "Also write the rows of which A and B say different labels to this CSV file.", "FILE");
    private static readonly Option<string[]> SuiteOption = SuiteFolder.Option();
    private static readonly Option<int> SeedOption = CommonOptions.Seed("Seed of the samples of the interval.");

    public static Command Create()
    {
        var command = new Command(
            "compare",
            """
            Compare two models on the same rows: accuracy, macro-F1, whether the rows can tell them apart, the rows that flipped,
            and what each fails in tests of behaviour.

            Example:
              compare models/tickets/1 models/tickets/2 --csv later.csv --text body --label team --rows flipped.csv
            """)
        {
            FirstArgument, SecondArgument, FileOption, Columns.Text, Columns.Label, RowsOption, SuiteOption, SeedOption,
        };
        command.SetAction((parsed, cancellationToken) => CompareAsync(parsed, AnsiConsole.Console, cancellationToken));
        return command;
    }

    private static async Task CompareAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var (firstPath, secondPath) = (parsed.GetRequiredValue(FirstArgument), parsed.GetRequiredValue(SecondArgument));
        using var first = await ScoredModel.OfAsync(firstPath, cancellationToken);
        using var second = await ScoredModel.OfAsync(secondPath, cancellationToken);
        if ((first.Thresholds ?? second.Thresholds) is not null)
        {
            throw new DataException(
                "compare takes models that give a text one label; evaluate measures each of those that may give several.");
        }

        var data = DataFile.Read(
            parsed.GetRequiredValue(FileOption), parsed.GetRequiredValue(Columns.Text), parsed.GetRequiredValue(Columns.Label),
            cancellationToken);
        BadRowReport.Write(console, data);

        // The same rows for both: a row without a word is none.
        LabelledText[] rows =
            [.. data.Rows.Where(row => first.Encoder.Encode(row.Text).Length > 0 && second.Encoder.Encode(row.Text).Length > 0)];
        if (rows.Length == 0)
        {
            throw new DataException("There is no row with a token to compare on.");
        }

        var one = await PredictAsync(first, rows, console, cancellationToken);
        var other = await PredictAsync(second, rows, console, cancellationToken);
        string[] labels = [.. first.Labels.Union(second.Labels)];
        PairedRow[] pairs = [.. one.Zip(other, (a, b) => new PairedRow(IndexOf(a.Row.Label), IndexOf(a.Predicted), IndexOf(b.Predicted)))];
        var comparison = PairedComparison.Of(pairs, labels.Length, new Random(parsed.GetValue(SeedOption)), cancellationToken);
        await console.Profile.Out.Writer.WriteLineAsync(Format(comparison, firstPath, secondPath).AsMemory(), cancellationToken);
        if (parsed.GetValue(RowsOption) is { } path)
        {
            FlippedRows.Write(path, one.Zip(other));
        }

        await BehaveAsync([first, second], SuiteFolder.Choose(parsed.GetValue(SuiteOption)), console, cancellationToken);

        int IndexOf(string label) => Array.IndexOf(labels, label);
    }

    private static async Task<IReadOnlyList<RowPrediction>> PredictAsync(
        ScoredModel model, LabelledText[] rows, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var split = EncodedSplit.Encode(rows, model.Labels, model.Encoder);
        var logits = await ScoredRows.ScoreAsync(model, split, console, TimeProvider.System, cancellationToken);
        return RowPrediction.Of(split, logits, model.Labels, model.Temperature);
    }

    /// <summary>Where a suite speaks of a label of theirs: a change that means nothing is told of no other model.</summary>
    internal static async Task BehaveAsync(
        IReadOnlyList<ScoredModel> models, IReadOnlyList<Suite> suites, IAnsiConsole console, CancellationToken cancellationToken)
    {
        suites = [.. suites.Where(suite => models.Any(model => suite.Tests.Any(test => test.SpeaksOf(model.Labels))))];
        var results = new List<IReadOnlyList<BehaviourResult>>();
        foreach (var model in models)
        {
            var scores = ModelScores.Of(model.ScoreAsync, model.Encoder, model.Labels, model.Temperature);
            results.Add(await new SuiteRun(model.Labels, scores).RunAsync(suites, cancellationToken));
        }

        if (suites.Count > 0)
        {
            BehaviourTable.WriteRates(console, ["A", "B"], results);
        }
    }

    private static string Format(PairedComparison all, string first, string second)
    {
        var (low, high) = all.MacroF1Interval;
        double accuracy = all.Second.Accuracy - all.First.Accuracy, macro = all.Second.MacroF1 - all.First.MacroF1;
        string verdict = all.PValue > Level
            ? "these rows don't tell them apart"
            : $"{(accuracy > 0 ? "B" : "A")} is right more often";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {all.Rows:N0} rows
                    accuracy   macro-F1
            A       {all.First.Accuracy * 100,8:F2}   {all.First.MacroF1 * 100,8:F2}   {first}
            B       {all.Second.Accuracy * 100,8:F2}   {all.Second.MacroF1 * 100,8:F2}   {second}
            B - A   {accuracy * 100,8:+0.00;-0.00;0.00}   {macro * 100,8:+0.00;-0.00;0.00}
            accuracy: both right {all.BothRight:N0}, A alone {all.FirstAlone:N0}, B alone {all.SecondAlone:N0}, neither {all.NeitherRight:N0}; p = {all.PValue:0.####} (McNemar's exact test): {verdict}
            macro-F1: 95 % interval of B - A {low * 100:+0.00;-0.00;0.00} to {high * 100:+0.00;-0.00;0.00} ({PairedBootstrap.Samples(all.Rows):N0} paired bootstrap samples)
            different labels: {all.Differing:N0} rows
            """);
    }
}
