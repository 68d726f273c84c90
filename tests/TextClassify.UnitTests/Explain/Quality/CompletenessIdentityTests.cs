using TextClassify.Explain.Catalog;
using TextClassify.Explain.Parameters;
using TextClassify.Explain.Quality;

namespace TextClassify.UnitTests.Explain.Quality;

public sealed class CompletenessIdentityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Taking everything away is the step from the text to the baseline, whose scores must sum to the drop (Yeh et al.
    /// 2019).</summary>
    [Theory]
    [InlineData("pad", RemovalRule.Pad)]
    [InlineData("unk", RemovalRule.Unk)]
    public async Task Infidelity_TextToBaseline_IsTheResidualSquared(string baseline, RemovalRule rule)
    {
        // One node integrates the square in a cubic's gradient wrongly, so there is a residual to find.
        var model = new PolynomialModel(degree: 3);
        var explainer = ExplainerCatalog.Default.Find("integrated_gradients")!;
        var request = ExplainRequests.Of(explainer, [4, 8, 3], model, $$"""{"n_steps": 1, "baseline": "{{baseline}}"}""");
        var explanation = await explainer.ExplainAsync(request, model, Cancellation);
        bool[] all = [true, true, true];

        float[] empty = await new RemovalRuns(request.Text, rule, model).ScoreAsync(all, Cancellation);
        double infidelity = Infidelity.Of(explanation.Scores, all, [(double)explanation.Logits[0] - empty[0]]);

        double residual = explanation.Certificate!.Residual;
        Assert.True(Math.Abs(residual) > 1);
        Assert.Equal(residual * residual, infidelity, residual * residual * 1e-5);
    }
}
