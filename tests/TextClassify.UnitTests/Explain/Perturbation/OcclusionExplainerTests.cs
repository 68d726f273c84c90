using TextClassify.Explain;
using TextClassify.Explain.Parameters;
using TextClassify.Explain.Perturbation;
using TextClassify.Forward;
using TextClassify.Text;
using TextClassify.UnitTests.Forward;

namespace TextClassify.UnitTests.Explain.Perturbation;

public sealed class OcclusionExplainerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "pad")]
    [InlineData(7, "pad")]
    [InlineData(64, "pad")]
    [InlineData(2, "delete")]
    [InlineData(7, "delete")]
    public async Task ExplainAsync_AdditiveModel_GivesEachTokenItsOwnWeight(int length, string baseline)
    {
        int[] ids = ExplainRequests.Ids(length, seed: length);

        var explanation = await Explain(new AdditiveModel(), ids, $$"""{"baseline": "{{baseline}}"}""");

        // The padding id's weight is 0, and nothing weighs nothing.
        Assert.Equal(ids.Select(id => AdditiveModel.Weight(id, 0)), explanation.Scores);
        Assert.Equal(length + 1, explanation.ModelCalls);
        Assert.Null(explanation.Certificate);
    }

    [Fact]
    public async Task ExplainAsync_ByDefault_MeasuresAgainstTheUnknownWord()
    {
        int[] ids = [9, 2, 30];

        var explanation = await Explain(new AdditiveModel(), ids);

        Assert.Equal(ids.Select(id => AdditiveModel.Weight(id, 0) - AdditiveModel.Weight(Vocabulary.UnknownId, 0)), explanation.Scores);
    }

    [Fact]
    public async Task ExplainAsync_Foil_GivesTheDifferenceOfTheWeights()
    {
        int[] ids = [9, 2, 30];

        var explanation = await Explain(new AdditiveModel(), ids, """{"baseline": "pad"}""", target: 1, foil: 0);

        Assert.Equal(ids.Select(id => AdditiveModel.Weight(id, 1) - AdditiveModel.Weight(id, 0)), explanation.Scores);
        Assert.Equal(1, explanation.Target);
    }

    [Fact]
    public async Task ExplainAsync_NoTarget_ExplainsThePredictedClass()
    {
        var explanation = await Explain(new AdditiveModel(), [9, 2, 30], target: null);

        Assert.Equal(0, explanation.Target);
    }

    [Theory]
    [InlineData("""{"output": "logit"}""")]
    [InlineData("""{"output": "probability", "baseline": "delete"}""")]
    [InlineData("""{"window": 3, "stride": 2, "baseline": "pad"}""")]
    public async Task ExplainAsync_ConstantModel_GivesZeros(string parameters)
    {
        var explanation = await Explain(new ConstantModel(), ExplainRequests.Ids(9, seed: 1), parameters);

        Assert.Equal(new float[9], explanation.Scores);
    }

    [Fact]
    public async Task ExplainAsync_Windows_GiveEachTokenTheMeanOfThoseThatCoverIt()
    {
        // Windows of two over weights 1, 2, 4, 8: 3, 6, 12.
        var explanation = await Explain(new AdditiveModel(), [4, 8, 16, 32], """{"window": 2, "baseline": "pad"}""");

        Assert.Equal([3, 4.5f, 9, 12], explanation.Scores);
    }

    [Fact]
    public async Task ExplainAsync_LastWindowCut_CoversTheLastToken()
    {
        // Windows at 0 and 2 of three tokens, the second cut to one.
        var explanation = await Explain(new AdditiveModel(), [4, 8, 16], """{"window": 2, "stride": 2, "baseline": "pad"}""");

        Assert.Equal([3, 3, 4], explanation.Scores);
    }

    [Theory]
    [InlineData("pad")]
    [InlineData("delete")]
    public async Task ExplainAsync_WindowOverTheWholeText_LeavesTheBias(string baseline)
    {
        var explanation = await Explain(new AdditiveModel(), [4, 8], $$"""{"window": 5, "baseline": "{{baseline}}"}""");

        Assert.Equal([3, 3], explanation.Scores);
    }

    [Fact]
    public async Task ExplainAsync_Probability_MeasuresItsFallAfterTemperature()
    {
        // One token: logits (0.5 + 1, -0.25 - 0.5) with it, (0.5, -0.25) without.
        var explanation = await Explain(
            new AdditiveModel(), [4], """{"output": "probability", "baseline": "delete"}""", temperature: 2);

        Assert.Equal(Sigmoid((1.5 + 0.75) / 2) - Sigmoid((0.5 + 0.25) / 2), explanation.Scores[0], 1e-6);
    }

    [Fact]
    public async Task ExplainAsync_AnyBlockSize_GivesTheSameBits()
    {
        int[] ids = ExplainRequests.Ids(23, seed: 5);
        const string Parameters = """{"window": 4, "stride": 3}""";
        float[] expected = (await Explain(new AdditiveModel(), ids, Parameters)).Scores;

        for (int blockTokens = 1; blockTokens < 200; blockTokens += 13)
        {
            var model = new AdditiveModel();
            var explainer = new OcclusionExplainer(blockTokens);

            var explanation = await explainer.ExplainAsync(ExplainRequests.Of(explainer, ids, model, Parameters), model, Cancellation);

            Assert.Equal(expected, explanation.Scores);
            Assert.All(model.Calls, rows => Assert.True(rows.Length == 1 || rows.Sum(row => row.Length) <= blockTokens));
            Assert.Equal(model.Calls.Sum(rows => rows.Length), explanation.ModelCalls);
            Assert.Equal(TimeSpan.FromMilliseconds(2 * model.Calls.Count), explanation.Compute);
        }
    }

    [Fact]
    public async Task ExplainAsync_Cancelled_StopsBeforeTheNextBlock()
    {
        var model = new AdditiveModel();
        var explainer = new OcclusionExplainer(blockTokens: 1);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => explainer.ExplainAsync(ExplainRequests.Of(explainer, [4, 8], model), model, source.Token));
    }

    [Fact]
    public void Bind_StrideBeyondTheWindow_IsRefused()
    {
        var binding = new OcclusionExplainer().Bind(ExplainRequests.Json("""{"window": 2, "stride": 3}"""), new AdditiveModel().Shape);

        Assert.Equal(
            new ParameterFault("stride", "stride is 3; it must not exceed window, which is 2, or tokens are left out."), binding.Fault);
    }

    private static Task<Explanation> Explain(
        IForwardPass model, int[] ids, string parameters = "{}", int? target = 0, int? foil = null, double temperature = 1)
    {
        var explainer = new OcclusionExplainer();
        return explainer.ExplainAsync(
            ExplainRequests.Of(explainer, ids, model, parameters, target, foil, temperature), model, Cancellation);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
