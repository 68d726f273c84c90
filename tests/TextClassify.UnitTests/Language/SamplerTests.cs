namespace TextClassify.Language;

public sealed class SamplerTests
{
    // Unknown, edge, and three characters of probability 0.5, 0.25 and 0.25 once unknown and edge are out of reach.
    private static readonly float[] Logits = [50, -50, MathF.Log(0.5f), MathF.Log(0.25f), MathF.Log(0.25f)];

    [Fact]
    public void Next_TemperatureZero_TakesTheLikeliestThatCanBeWritten() => Assert.Equal([0, 0, 1000, 0, 0], Draw(new(0, 0, 1, 7)));

    /// <summary>Within four standard deviations of the binomial.</summary>
    [Fact]
    public void Next_NoLimit_DrawsByProbability()
    {
        int[] counts = Draw(new(1, 0, 1, 7), 10_000);

        Assert.InRange(counts[2], 4_800, 5_200);
        Assert.InRange(counts[3], 2_327, 2_673);
        Assert.Equal(10_000, counts[2] + counts[3] + counts[4]);
    }

    [Fact]
    public void Next_TemperatureTwo_Flattens()
    {
        // sqrt(0.5) to 2 sqrt(0.25): 0.414 of the draws.
        Assert.InRange(Draw(new(2, 0, 1, 7), 10_000)[2], 3_945, 4_340);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(0, 0.5, 1)]
    [InlineData(0, 0.6, 2)]
    [InlineData(0, 0.76, 3)]
    public void Next_Limited_DrawsFromSoMany(int topK, double topP, int different) =>
        Assert.Equal(different, Draw(new(1, topK, topP, 7)).Count(count => count > 0));

    [Fact]
    public void Next_SameSeed_DrawsTheSame()
    {
        Assert.Equal(Draw(new(1, 0, 0.9, 7)), Draw(new(1, 0, 0.9, 7)));
        Assert.NotEqual(Draw(new(1, 0, 1, 7)), Draw(new(1, 0, 1, 8)));
    }

    private static int[] Draw(SamplingOptions options, int draws = 1_000)
    {
        var sampler = new Sampler(options, Logits.Length);
        int[] counts = new int[Logits.Length];
        for (int i = 0; i < draws; i++)
        {
            counts[sampler.Next([.. Logits])]++;
        }

        return counts;
    }
}
