using TextClassify.Doubt;

namespace TextClassify.UnitTests.Doubt;

public sealed class AnswerPromiseTests
{
    [Fact]
    public void SetThreshold_NineTexts_IsTheRankThatCoversTheTenth()
    {
        var scores = Of([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]);

        Assert.Equal(0.2, scores.SetThreshold(0.8));
        Assert.Equal(0.1, scores.SetThreshold(0.9));
        Assert.Equal(0, scores.SetThreshold(0.95));
    }

    /// <summary>
    /// The law of split conformal prediction: a further text of the same kind is covered with the chance asked for, or more.
    /// </summary>
    [Theory]
    [InlineData(0.7)]
    [InlineData(0.9)]
    public void SetThreshold_ManySets_CoversFurtherTexts(double coverage)
    {
        const int Sets = 4_000;
        var random = new Random(2);
        int covered = 0;
        for (int set = 0; set < Sets; set++)
        {
            double threshold = Of([.. Enumerable.Range(0, 40).Select(_ => random.NextDouble())]).SetThreshold(coverage);
            covered += random.NextDouble() >= threshold ? 1 : 0;
        }

        double slack = 3 * Math.Sqrt(coverage * (1 - coverage) / Sets);
        Assert.InRange((double)covered / Sets, coverage - slack, coverage + (1.0 / 41) + slack);
    }

    private static AnswerPromise Of(double[] own) => new(new DevelopmentScores { Right = [], Wrong = [], Own = own, UnknownWordShare = 0 });
}
