using System.Globalization;
using Spectre.Console;
using TextClassify.Training.Augmenting.Texts;
using TextClassify.Training.Augmenting.Trials;
using TextClassify.Training.Data;
using TextClassify.Training.Tests.Data;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Runs;

namespace TextClassify.Training.Tests.Augmenting;

public sealed class TrialRunTests
{
    private static readonly TextOptions Options = new(TextChoice.Levenshtein, 1, 8, 0.2, "none", Package: null, Seed: 1);

    /// <summary>One word tells the labels apart, so there is nothing to gain; the trainings of all arms end all the same.</summary>
    [Fact]
    public async Task WriteAsync_RowsThatAreEasy_SaysThatThereIsNoGain()
    {
        string text = await RunAsync(70, 4);

        Assert.Contains("No gain here", text, StringComparison.Ordinal);
        Assert.Contains("levenshtein", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_TooFewRows_SaysHowManyWouldBeLeft()
    {
        var refused = await Assert.ThrowsAsync<DataException>(() => RunAsync(50, 4));

        Assert.Contains("50 rows are too few", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>A draw that the file has is not trained again: what stands there is what the table says. A line cut off is none.</summary>
    [Fact]
    public async Task WriteAsync_FileOfAKilledTrial_GoesOnFromIt()
    {
        using var folder = new TemporaryFolder();
        string points = Path.Combine(folder.Root, "points.jsonl");
        await RunAsync(70, 4, points);
        var file = new LineFile<TrialDraw>(points);
        var first = Assert.Single(file.Read());
        int[] wrong = [.. first.Truth.Select(label => 1 - label)];
        await File.WriteAllTextAsync(points, "", TestContext.Current.CancellationToken);
        file.Append(first with { Said = first.Said.ToDictionary(arm => arm.Key, _ => wrong) });
        await File.AppendAllTextAsync(points, "{\"size\":4,\"se", TestContext.Current.CancellationToken);

        string text = await RunAsync(70, 4, points, draws: 2);

        var draws = file.Read();
        Assert.Equal([1, 2], draws.Select(draw => draw.Seed));
        var spread = SeedSpread.Of([0, draws[1].Accuracy(TrialArm.None)]);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"{spread.Mean * 100:F1} ± {spread.Deviation * 100:F1}"),
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_FileOfAnotherTrial_IsRefused()
    {
        using var folder = new TemporaryFolder();
        string points = Path.Combine(folder.Root, "points.jsonl");
        await RunAsync(70, 4, points);

        var refused = await Assert.ThrowsAsync<DataException>(() => RunAsync(72, 4, points));

        Assert.Contains("points.jsonl has draws of other rows", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(int rows, int size, string? points = null, int draws = 1)
    {
        LabelledText[] all =
        [
            .. Enumerable.Range(0, rows).Select(
                i => new LabelledText($"a {(i % 2 == 0 ? "fine" : "dull")} film with part {i}", i % 2 == 0 ? "good" : "bad")),
        ];
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        await TrialRun.WriteAsync(
            new DataSet(all, []),
            Options,
            new([size], draws, TrialArm.Standard, IsQuick: true, points),
            console,
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        return output.ToString();
    }
}
