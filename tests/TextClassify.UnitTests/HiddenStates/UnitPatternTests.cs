using TextClassify.HiddenStates;

namespace TextClassify.UnitTests.HiddenStates;

public sealed class UnitPatternTests
{
    // Five tokens of three units.
    private static readonly float[] States =
    [
        0.5f, 0.1f, -0.9f,
        0.6f, 0.4f, 0.9f,
        0.4f, 0.8f, 0.9f,
        0.1f, 0.9f, 0.9f,
        0.3f, 0.3f, 0.3f,
    ];

    [Theory]
    [InlineData(0, 3, 0.3f, new[] { 0 })]
    [InlineData(1, 3, 0.4f, new[] { 0, 1, 2 })]
    [InlineData(0, 5, 0.3f, new int[0])]
    [InlineData(4, 5, -1f, new[] { 0, 1, 2 })]
    public void UnitsOn_Span_AreThoseOnAtEveryToken(int start, int end, float threshold, int[] units) =>
        Assert.Equal(units, UnitPattern.UnitsOn(States, 3, start, end, threshold));

    [Fact]
    public void AddRuns_Units_GivesTheLongestRuns()
    {
        var runs = new List<UnitPattern.Run>();

        UnitPattern.AddRuns(States, 3, [0], 0.3f, leastTokens: 1, runs);

        Assert.Equal([(0, 3), (4, 5)], runs.Select(run => (run.Start, run.End)));
        Assert.Equal(0.5f, runs[0].Mean, 1e-6f);
        Assert.Equal(0.3f, runs[1].Mean, 1e-6f);
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 0)]
    public void AddRuns_LeastTokens_LeavesShorterOut(int least, int count)
    {
        var runs = new List<UnitPattern.Run>();

        UnitPattern.AddRuns(States, 3, [1, 2], 0.3f, least, runs);

        Assert.Equal(count, runs.Count);
        Assert.All(runs, run => Assert.Equal((1, 5), (run.Start, run.End)));
    }
}
