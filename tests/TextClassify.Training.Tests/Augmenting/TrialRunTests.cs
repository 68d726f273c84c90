using System.Globalization;
using Spectre.Console;
using TextClassify.Training.Augmenting.Texts;
using TextClassify.Training.Augmenting.Trials;
using TextClassify.Training.Data;
using TextClassify.Training.Tests.Data;
using TextClassify.Training.Evaluation;

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
        var file = new TrialFile(points);
        int[] said = [0, 1, 0, 1];
        file.Add(new(4, 1, [0, 0, 1, 1], TrialArm.Standard.ToDictionary(arm => arm.Name, _ => said)));
        await File.AppendAllTextAsync(points, "\n{\"size\":4,\"se", TestContext.Current.CancellationToken);

        string text = await RunAsync(70, 4, points, draws: 2);

        Assert.Equal([1, 2], file.Read(TrialArm.Standard).Select(draw => draw.Seed));
        double second = file.Read(TrialArm.Standard)[1].Accuracy(TrialArm.None);
        var spread = SeedSpread.Of([0.5, second]);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"{spread.Mean * 100:F1} ± {spread.Deviation * 100:F1}"),
            text,
            StringComparison.Ordinal);
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
