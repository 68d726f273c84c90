using Spectre.Console;
using TextClassify.Training.Augmenting.Texts;
using TextClassify.Training.Augmenting.Trials;
using TextClassify.Training.Data;

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

    private static async Task<string> RunAsync(int rows, int size)
    {
        LabelledText[] all =
        [
            .. Enumerable.Range(0, rows).Select(
                i => new LabelledText($"a {(i % 2 == 0 ? "fine" : "dull")} film with part {i}", i % 2 == 0 ? "good" : "bad")),
        ];
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        await TrialRun.WriteAsync(
            new DataSet(all, []), Options, [size], 1, console, TimeProvider.System, TestContext.Current.CancellationToken);
        return output.ToString();
    }
}
