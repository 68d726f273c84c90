using TextClassify.Training.Behaviour;

namespace TextClassify.Training.Tests.Behaviour;

/// <summary>A model whose scores are known: what holds "good" is positive, and "Bo" is not liked.</summary>
public sealed class SuiteRunTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Words = new()
    {
        ["who"] = ["Ann", "Bo", "Cy"],
        ["said"] = ["good", "bad"],
    };

    [Fact]
    public async Task RunAsync_Minimum_CountsTextsWithAnotherLabel()
    {
        var result = await RunAsync(new("m", TestKind.Minimum, ["It is {said}."]) { Expect = ["positive"] });

        Assert.Equal((2, 1, 0.5), (result.Cases, result.Failures, result.FailureRate));
        Assert.Equal([new("It is bad.", "negative")], result.Examples);
    }

    [Fact]
    public async Task RunAsync_Swap_FailsWhereOneOfTheWordsChangesTheLabel()
    {
        var good = await RunAsync(new("s", TestKind.Invariance, ["{who} is good."]) { Swap = "who" });
        var bad = await RunAsync(new("s", TestKind.Invariance, ["{who} is bad."]) { Swap = "who" });

        Assert.Equal((1, 1), (good.Cases, good.Failures));
        Assert.Contains("Bo", Assert.Single(good.Examples).Changed + good.Examples[0].Text, StringComparison.Ordinal);
        Assert.Equal((1, 0), (bad.Cases, bad.Failures));
    }

    [Fact]
    public async Task RunAsync_Direction_FailsWhereTheScoreFalls()
    {
        var raised = await RunAsync(new("d", TestKind.Direction, ["It is bad."]) { Append = ["It is good."], Raises = "positive" });
        var fallen = await RunAsync(new("d", TestKind.Direction, ["It is good."]) { Append = ["Bo."], Raises = "positive" });

        Assert.Equal((0, 1), (raised.Failures, fallen.Failures));
    }

    [Fact]
    public async Task RunAsync_LabelsTheModelLacks_RunsNothing()
    {
        var result = await RunAsync(new("m", TestKind.Minimum, ["It is {said}."]) { Expect = ["sarcastic"] });

        Assert.Equal((0, 0), (result.Cases, result.Failures));
        Assert.Equal("-", BehaviourSection.Rate(result));
    }

    private static async Task<BehaviourResult> RunAsync(SuiteTest test)
    {
        var run = new SuiteRun(["negative", "positive"], (texts, _) => Task.FromResult<IReadOnlyList<double[]>>([.. texts.Select(Score)]));
        return Assert.Single(await run.RunAsync([new("s", Words, [test])], TestContext.Current.CancellationToken));
    }

    private static double[] Score(string text)
    {
        bool isGood = text.Contains("good", StringComparison.Ordinal) && !text.Contains("Bo", StringComparison.Ordinal);
        return isGood ? [0.2, 0.8] : [0.9, 0.1];
    }
}
