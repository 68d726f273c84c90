using TextClassify.Explain;
using TextClassify.Explain.Intrinsic;
using TextClassify.Explain.Parameters;
using TextClassify.UnitTests.Forward;

namespace TextClassify.UnitTests.Explain.Intrinsic;

public sealed class WordWeightsExplainerTests
{
    private static readonly WordWeightsExplainer Explainer = new();

    // AdditiveModel's first aspect weighs a token by its id, the second weighs all alike.
    [Theory]
    [InlineData("""{"aspect": 0}""", new[] { 0.25f, 0.75f })]
    [InlineData("""{"aspect": 1}""", new[] { 0.5f, 0.5f })]
    [InlineData("""{"aspect": null}""", new[] { 0.375f, 0.625f })]
    [InlineData("{}", new[] { 0.375f, 0.625f })]
    public async Task ExplainAsync_Aspect_ChoosesTheRow(string parameters, float[] expected)
    {
        var model = new AdditiveModel();

        var explanation = await Explainer.ExplainAsync(
            ExplainRequests.Of(Explainer, [4, 12], model, parameters), model, TestContext.Current.CancellationToken);

        Assert.Equal(expected, explanation.Scores);
        Assert.Equal(new Certificate(1, 1, 1e-4), explanation.Certificate);
        Assert.False(Explainer.Info.IsSigned);
    }

    [Fact]
    public void Bind_AspectBeyondTheModel_IsRefused()
    {
        var binding = Explainer.Bind(ExplainRequests.Json("""{"aspect": 2}"""), new AdditiveModel().Shape);

        Assert.Equal(new ParameterFault("aspect", "aspect is 2; it must be a whole number from 0 to 1."), binding.Fault);
    }
}
