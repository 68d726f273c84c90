using TextClassify.Doubt;

namespace TextClassify.UnitTests.Doubt;

public sealed class SelectiveRiskTests
{
    [Theory]
    [InlineData(0, 10, 0.1, 0.3486784401)]
    [InlineData(2, 10, 0.5, 0.0546875)]
    [InlineData(10, 10, 0.5, 1)]
    public void AtMost_KnownCases_AreTheSums(int successes, int n, double p, double expected) =>
        Assert.Equal(expected, Binomial.AtMost(successes, n, p), 1e-10);

    [Fact]
    public void For_FewTexts_PromisesNothing() => Assert.Null(new SelectiveRisk(Scores(right: 20, wrong: 0)).For(0.05));

    [Fact]
    public void For_AllRight_AnswersAll()
    {
        var threshold = new SelectiveRisk(Scores(right: 1_000, wrong: 0)).For(0.05);

        Assert.Equal((1, 0), (threshold!.Answered, threshold.Errors));
    }

    /// <summary>A larger risk never answers fewer texts by more than the search's own steps, and what is least can be had.</summary>
    [Fact]
    public void Least_IsTheFirstThatHasAThreshold()
    {
        var risk = new SelectiveRisk(Draw(new Random(3), 500));

        Assert.NotNull(risk.For(risk.Least!.Value));
        Assert.Null(risk.For(risk.Least.Value - 0.001));
    }

    /// <summary>
    /// Scores that mean what they say: the error of a threshold is known. Of 400 development sets at most one in twenty may give one whose
    /// true risk is above the promise; three standard errors more are allowed.
    /// </summary>
    [Fact]
    public void For_ManyDevelopmentSets_KeepsItsPromise()
    {
        const double Risk = 0.1;
        const int Sets = 400;
        var random = new Random(1);
        int broken = 0, found = 0;
        for (int set = 0; set < Sets; set++)
        {
            if (new SelectiveRisk(Draw(random, 2_000)).For(Risk) is { } threshold)
            {
                found++;

                // Scores are even over [0.5, 1] and right with that chance: those of s or more are wrong with chance (1 - s) / 2.
                broken += (1 - threshold.Score) / 2 > Risk ? 1 : 0;
            }
        }

        Assert.True(found > Sets / 2, $"{found} of {Sets} sets have a threshold.");
        Assert.InRange(broken, 0, (0.05 * Sets) + (3 * Math.Sqrt(0.05 * 0.95 * Sets)));
    }

    private static DevelopmentScores Draw(Random random, int texts)
    {
        var all = Enumerable.Range(0, texts).Select(_ => (random.NextDouble() / 2) + 0.5)
            .Select(score => (score, random.NextDouble() < score)).ToArray();
        return new()
        {
            Right = [.. all.Where(text => text.Item2).Select(text => text.score)],
            Wrong = [.. all.Where(text => !text.Item2).Select(text => text.score)],
            Own = [.. all.Select(text => text.Item2 ? text.score : 1 - text.score)],
            UnknownWordShare = 0,
        };
    }

    private static DevelopmentScores Scores(int right, int wrong) => new()
    {
        Right = [.. Enumerable.Range(0, right).Select(i => 0.5 + (i / (2.0 * right)))],
        Wrong = [.. Enumerable.Range(0, wrong).Select(i => 0.5 + (i / (2.0 * wrong)))],
        Own = [],
        UnknownWordShare = 0,
    };
}
