using TextClassify.Explain;
using TextClassify.Explain.Gradients;

namespace TextClassify.UnitTests.Explain.Gradients;

public sealed class ExpectedGradientsExplainerTests
{
    private static readonly int[] Ids = [7, 2, 9];

    [Fact]
    public async Task ExplainAsync_SeveralBaselines_GiveTheMeanOfEach()
    {
        var model = new PolynomialModel(degree: 3);
        var pad = await IntegratedGradientsExplainerTests.ExplainAsync(model, Ids, """{"baseline":"pad"}""");
        var zero = await IntegratedGradientsExplainerTests.ExplainAsync(model, Ids, """{"baseline":"zero"}""");

        var explanation = await ExplainAsync(model, """{"baselines":["pad","zero"]}""");

        IntegratedGradientsExplainerTests.AssertClose([.. pad.Scores.Zip(zero.Scores, (a, b) => ((double)a + b) / 2)], explanation.Scores);
        Assert.Equal((pad.Certificate!.Expected + zero.Certificate!.Expected) / 2, explanation.Certificate!.Expected, 1e-9);
        Assert.True(explanation.Certificate.Converged);
        Assert.Equal(
            pad.Scores.Zip(zero.Scores, (a, b) => Math.Abs((double)a - b)).Max(),
            (double)explanation.Attributions[0].Facts["baseline_spread"],
            1e-4);
    }

    [Fact]
    public async Task ExplainAsync_OneBaseline_IsIntegratedGradients()
    {
        var model = new PolynomialModel(degree: 3);
        var alone = await IntegratedGradientsExplainerTests.ExplainAsync(model, Ids, """{"baseline":"unk"}""");

        var explanation = await ExplainAsync(model, """{"baselines":["unk"]}""");

        Assert.Equal(alone.Scores, explanation.Scores);
        Assert.Equal(0.0, explanation.Attributions[0].Facts["baseline_spread"]);
    }

    [Fact]
    public async Task ExplainAsync_ListsOfTokens_AreABaselineEach()
    {
        var explainer = new ExpectedGradientsExplainer();
        var request = IntegratedGradientsExplainerTests.Request(
            explainer, Ids, """{"baselines":["tokens"],"baseline_tokens":[["a","a","a"],["b","b","b"]]}""") with
        {
            Source = IntegratedGradientsExplainerTests.Source("a", "b"),
        };

        var explanation = await explainer.ExplainAsync(request, new PolynomialModel(degree: 1), TestContext.Current.CancellationToken);

        // Ids 2 and 3: the mean baseline has the value of 2.5.
        IntegratedGradientsExplainerTests.AssertClose([.. Ids.Select(id => 0.4 * (id - 2.5))], explanation.Scores);
    }

    private static Task<Explanation> ExplainAsync(PolynomialModel model, string parameters) =>
        IntegratedGradientsExplainerTests.ExplainAsync(new ExpectedGradientsExplainer(), model, Ids, parameters);
}
