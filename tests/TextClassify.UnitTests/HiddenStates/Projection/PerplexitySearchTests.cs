using TextClassify.HiddenStates.Projection;

namespace TextClassify.UnitTests.HiddenStates.Projection;

public sealed class PerplexitySearchTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    public void Write_RisingDistances_GivesThePerplexity(double perplexity)
    {
        float[] distances = [.. Enumerable.Range(0, 90).Select(i => 1 + (0.1f * i))], weights = new float[90];

        PerplexitySearch.Write(distances, perplexity, weights);

        Assert.Equal(perplexity, Math.Exp(weights.Sum(weight => weight > 0 ? -weight * Math.Log(weight) : 0)), 1e-2);
        Assert.Equal(1, weights.Sum(), 1e-5);
        Assert.Equal(weights.OrderDescending(), weights);
    }

    /// <summary>Squares of 1e-6 and of 1e6 both stay in range.</summary>
    [Theory]
    [InlineData(1e-6f)]
    [InlineData(1e6f)]
    public void Write_OtherUnit_ChangesNothing(float unit)
    {
        float[] distances = [.. Enumerable.Range(1, 40).Select(i => (float)i)], weights = new float[40], scaled = new float[40];

        PerplexitySearch.Write(distances, 8, weights);
        PerplexitySearch.Write([.. distances.Select(distance => distance * unit)], 8, scaled);

        Assert.Equal(weights, scaled, (x, y) => Math.Abs(x - y) < 1e-4);
    }

    [Theory]
    [InlineData(0f, 10)]
    [InlineData(3f, 10)]
    [InlineData(3f, 100)]
    public void Write_EqualDistances_AreWeighedEvenly(float distance, double perplexity)
    {
        float[] weights = new float[20];

        PerplexitySearch.Write([.. Enumerable.Repeat(distance, 20)], perplexity, weights);

        Assert.All(weights, weight => Assert.Equal(0.05f, weight, 1e-6f));
    }
}
