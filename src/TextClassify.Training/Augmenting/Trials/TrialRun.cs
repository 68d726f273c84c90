using Spectre.Console;
using TextClassify.Training.Augmenting.Texts;
using TextClassify.Training.Native;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Augmenting.Trials;

/// <summary>Runs the learning curve of <c>augment --try</c> and prints it.</summary>
internal static class TrialRun
{
    public static async Task WriteAsync(
        DataSet data,
        TextOptions options,
        IReadOnlyList<int> asked,
        int seeds,
        IAnsiConsole console,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        BadRowReport.Write(console, data);
        data.ThrowIfEmpty("try");
        if (data.HasLabelSets)
        {
            throw new DataException("augment takes rows with one label; those of this file may have several.");
        }

        TorchLoader.Load(threads: 1);
        var start = options.Base == "none" ? null
            : options.Base is { } folder ? new BaseFolder(folder).Read()
            : BaseFolder.Shipped(Directory.GetCurrentDirectory())?.Read();
        var trial = new AugmentTrial(data.Rows, options, start, start is null ? null : new(start.Vectors), time);
        var sizes = trial.SizesOf(asked);
        if (sizes.Count == 0)
        {
            throw new DataException(
                $"{data.Rows.Count} rows are too few to try: with {asked[0]} a label to train on, fewer than 50 are left to measure on.");
        }

        (int Size, int Seed)[] runs = [.. sizes.SelectMany(size => Enumerable.Range(1, seeds).Select(seed => (size, seed)))];
        var rows = sizes.ToDictionary(size => size, _ => new List<TrialRow>());
        await CountDisplay.RunAsync(
            console,
            "draws, three trainings each",
            runs,
            async (run, token) => rows[run.Size].AddRange(await trial.RunAsync(run.Size, run.Seed, token)),
            time,
            cancellationToken);
        TrialSize[] results = [.. sizes.Select(size => trial.Sum(size, rows[size], cancellationToken))];
        await console.Profile.Out.Writer.WriteLineAsync(Table(results, seeds).AsMemory(), cancellationToken);
        console.WriteLine(TrialSize.Verdict(results));
    }

    private static string Table(IReadOnlyList<TrialSize> sizes, int seeds)
    {
        var lines = new List<string>
        {
            $"accuracy in %, {seeds} draws of rows; p by McNemar's exact test, rows of all draws together",
            "rows a label    held     none   random  levenshtein  - none        p  - random        p",
        };
        foreach (var size in sizes)
        {
            var (none, random, chosen) = (size.Accuracies[0], size.Accuracies[1], size.Accuracies[2]);
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{size.RowsALabel,12}{size.Held,8:N0}{none * 100,9:F1}{random * 100,9:F1}{chosen * 100,13:F1}"
                + $"{(chosen - none) * 100,8:+0.0;-0.0;0.0}{size.AgainstNone.PValue,9:0.0000}"
                + $"{(chosen - random) * 100,10:+0.0;-0.0;0.0}{size.AgainstRandom.PValue,9:0.0000}"));
        }

        return string.Join(Environment.NewLine, lines);
    }
}
