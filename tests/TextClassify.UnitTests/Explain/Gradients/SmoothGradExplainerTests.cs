using TextClassify.Explain;
using TextClassify.Explain.Gradients;

namespace TextClassify.UnitTests.Explain.Gradients;

public sealed class SmoothGradExplainerTests
{
    private static readonly int[] Ids = [7, 2, 9, 4];

    [Theory]
    [InlineData("""{"noise_level":0}""")]
    [InlineData("""{"noise_level":0,"multiply_by_inputs":false}""")]
    public async Task ExplainAsync_NoNoise_IsTheGradient(string parameters)
    {
        bool inputs = !parameters.Contains("multiply", StringComparison.Ordinal);
        var gradient = await IntegratedGradientsExplainerTests.ExplainAsync(
            new GradientXInputExplainer(), new PolynomialModel(degree: 3), Ids, inputs ? "{}" : """{"multiply_by_inputs":false}""");

        var explanation = await ExplainAsync(new PolynomialModel(degree: 3), parameters);

        IntegratedGradientsExplainerTests.AssertClose([.. gradient.Scores.Select(score => (double)score)], explanation.Scores);
        Assert.All(explanation.Attributions[0].StandardErrors!, error => Assert.Equal(0, error, 1e-3));
    }

    [Fact]
    public async Task ExplainAsync_LinearModel_FeelsNoNoise()
    {
        var explanation = await ExplainAsync(new PolynomialModel(degree: 1), """{"noise_level":0.5}""");

        IntegratedGradientsExplainerTests.AssertClose([.. Ids.Select(PolynomialModel.Value)], explanation.Scores);
    }

    [Fact]
    public async Task ExplainAsync_SquareModel_IsWithinFourStandardErrorsOfItsMean()
    {
        // The mean of the gradient 2 (s + noise) a over the noise is 2 s a.
        double sum = Ids.Sum(PolynomialModel.Value);

        var explanation = await ExplainAsync(new PolynomialModel(degree: 2), """{"n_samples":400,"noise_level":0.2}""");

        for (int token = 0; token < Ids.Length; token++)
        {
            double error = Math.Abs(explanation.Scores[token] - (2 * sum * PolynomialModel.Value(Ids[token])));
            Assert.InRange(error, 0, (4 * explanation.Attributions[0].StandardErrors![token]) + 1e-4);
        }
    }

    [Fact]
    public async Task ExplainAsync_SeedAndNotTheBlockSize_DecidesEveryBit()
    {
        var model = new PolynomialModel(degree: 3);
        var first = await ExplainAsync(model, """{"seed":5}""");
        var inBlocks = await IntegratedGradientsExplainerTests.ExplainAsync(
            new SmoothGradExplainer(blockTokens: 9), model, Ids, """{"seed":5}""");
        var other = await ExplainAsync(model, """{"seed":6}""");

        Assert.Equal(first.Scores, inBlocks.Scores);
        Assert.Equal(first.Attributions[0].StandardErrors, inBlocks.Attributions[0].StandardErrors);
        Assert.NotEqual(first.Scores, other.Scores);
        Assert.Equal(5, first.Seed);
        Assert.Equal(1 + 25, first.ModelCalls);
    }

    private static Task<Explanation> ExplainAsync(PolynomialModel model, string parameters) =>
        IntegratedGradientsExplainerTests.ExplainAsync(new SmoothGradExplainer(), model, Ids, parameters);
}
