using TextClassify.Explain.Catalog;
using TextClassify.Explain.Gradients;

namespace TextClassify.UnitTests.Explain.Gradients;

public sealed class CentralDifferencesTests(ShippedModel shipped) : IClassFixture<ShippedModel>
{
    private static readonly int[] Ids = [7, 2, 9, 2, 1];

    [Theory]
    [InlineData("integrated_gradients", "{}")]
    [InlineData("integrated_gradients", """{"baseline":"mean"}""")]
    [InlineData("gradient_x_input", "{}")]
    [InlineData("gradient_x_input", """{"multiply_by_inputs":false}""")]
    [InlineData("expected_gradients", "{}")]
    public async Task ExplainAsync_QuadraticModel_IsWhatTheBackwardPassGives(string method, string parameters)
    {
        // The central difference of a square has no error but rounding.
        var model = new PolynomialModel(degree: 2);
        var explainer = ExplainerCatalog.Default.Find(method)!;
        var request = ExplainRequests.Of(explainer, Ids, model, parameters);

        var expected = await explainer.ExplainAsync(request, model, TestContext.Current.CancellationToken);
        var actual = await explainer.ExplainAsync(request, new ForwardOnly(model), TestContext.Current.CancellationToken);

        double largest = expected.Scores.Max(Math.Abs);
        for (int token = 0; token < Ids.Length; token++)
        {
            Assert.Equal(expected.Scores[token], actual.Scores[token], 1e-4 * largest);
        }

        Assert.Equal("central_differences", actual.Attributions[0].Facts["derivatives"]);
        Assert.False(expected.Attributions[0].Facts.ContainsKey("derivatives"));
    }

    [Fact]
    public async Task ExplainAsync_BaselineTokens_CostNothingAndGetExactlyNothing()
    {
        var explainer = new IntegratedGradientsExplainer(blockTokens: 15);
        var request = ExplainRequests.Of(explainer, Ids, new PolynomialModel(degree: 3), """{"baseline":"unk","n_steps":8}""");

        var explanation = await explainer.ExplainAsync(
            request, new ForwardOnly(new PolynomialModel(degree: 3)), TestContext.Current.CancellationToken);

        // The text, two ends, and two rows for each of the four other tokens at each node.
        Assert.Equal(0f, explanation.Scores[4]);
        Assert.Equal(1 + 2 + (8 * 2 * 4), explanation.ModelCalls);
    }

    [Fact]
    public async Task ExplainAsync_TextThatIsItsBaseline_RunsNoNode()
    {
        var explainer = new IntegratedGradientsExplainer();
        var request = ExplainRequests.Of(explainer, [1, 1], new PolynomialModel(degree: 2), """{"baseline":"unk"}""");

        var explanation = await explainer.ExplainAsync(
            request, new ForwardOnly(new PolynomialModel(degree: 2)), TestContext.Current.CancellationToken);

        Assert.Equal([0f, 0f], explanation.Scores);
        Assert.Equal(3, explanation.ModelCalls);
        Assert.True(explanation.Certificate!.Converged);
    }

    [Fact]
    public async Task ExplainAsync_ShippedModel_IsNearTheBackwardGraph()
    {
        // Single precision leaves 1.1e-3 of the largest score over these texts.
        const double Error = 2e-3;
        foreach (string text in ShippedModel.Texts)
        {
            var encoded = shipped.Model.Encoder.Encode(text);
            var expected = await shipped.ExplainAsync("integrated_gradients", encoded);

            var actual = await shipped.ExplainAsync("integrated_gradients", encoded, forward: new ForwardOnly(shipped.Model.Forward));

            double largest = expected.Scores.Max(Math.Abs);
            for (int token = 0; token < encoded.Length; token++)
            {
                Assert.Equal(expected.Scores[token], actual.Scores[token], Error * largest);
            }

            Assert.Equal(expected.Certificate!.Expected, actual.Certificate!.Expected);
            Assert.True(actual.Certificate.Converged, $"residual {actual.Certificate.Residual} of {actual.Certificate.Expected}");
        }
    }
}
