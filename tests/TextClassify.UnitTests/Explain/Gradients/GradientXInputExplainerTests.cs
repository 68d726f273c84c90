using TextClassify.Explain.Gradients;

namespace TextClassify.UnitTests.Explain.Gradients;

public sealed class GradientXInputExplainerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task ExplainAsync_PowerModel_GivesTheFirstOrderTerm(int degree)
    {
        int[] ids = [4, 9, 1];
        double slope = degree * Math.Pow(ids.Sum(PolynomialModel.Value), degree - 1);

        var explanation = await IntegratedGradientsExplainerTests.ExplainAsync(
            new GradientXInputExplainer(), new PolynomialModel(degree), ids, "{}");

        IntegratedGradientsExplainerTests.AssertClose([.. ids.Select(id => slope * PolynomialModel.Value(id))], explanation.Scores);
        Assert.Null(explanation.Certificate);
    }
}
