using TextClassify.Explain;
using TextClassify.Explain.Anchors;
using TextClassify.Forward;
using TextClassify.Text;
using TextClassify.UnitTests.Explain.Coalitions;
using TextClassify.UnitTests.Forward;

namespace TextClassify.UnitTests.Explain.Anchors;

public sealed class AnchorsExplainerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ExplainAsync_LabelOfTwoTokensTogether_FindsThem(int seed)
    {
        // Class 0 only while tokens 1 and 4 are there.
        var model = new GameModel(8, there => there[1] && there[4] ? 1 : -1);

        var explanation = await ExplainAsync(model, model.Text, $$"""{"seed":{{seed}}}""");

        var facts = explanation.Attributions[0].Facts;
        Assert.Equal([0, 1, 0, 0, 1, 0, 0, 0], explanation.Scores);
        Assert.Equal([1, 4], (int[])facts["rule"]);
        Assert.Equal(1.0, facts["precision"]);
        Assert.InRange((double)facts["precision_lower"], 0.95, 1);
        Assert.Equal(0.25, facts["coverage"]);
        Assert.Equal(true, facts["threshold_met"]);
        Assert.Equal(0, explanation.Target);
    }

    [Fact]
    public async Task ExplainAsync_ConstantModel_NeedsNoRule()
    {
        var explanation = await ExplainAsync(new ConstantModel(), [4, 5, 6], "{}");

        Assert.Equal([0, 0, 0], explanation.Scores);
        Assert.Equal(1.0, explanation.Attributions[0].Facts["coverage"]);
        Assert.Equal(true, explanation.Attributions[0].Facts["threshold_met"]);
    }

    [Fact]
    public async Task ExplainAsync_RuleTooLarge_SaysNotMet()
    {
        var model = new GameModel(8, there => there.All(joined => joined) ? 1 : -1);

        var explanation = await ExplainAsync(model, model.Text, """{"max_anchor_size":2,"n_samples":2000}""");

        Assert.Equal(false, explanation.Attributions[0].Facts["threshold_met"]);
        Assert.InRange(explanation.ModelCalls, 1, 2001);
    }

    [Theory]
    [InlineData(new[] { 9 })]
    [InlineData(new[] { Vocabulary.UnknownId, Vocabulary.UnknownId })]
    public async Task ExplainAsync_OneTokenOrAllUnknown_Answers(int[] ids)
    {
        var explanation = await ExplainAsync(new AdditiveModel(), ids, "{}");

        Assert.Equal(ids.Length, explanation.Scores.Length);
        Assert.Equal(true, explanation.Attributions[0].Facts["threshold_met"]);
    }

    [Fact]
    public async Task ExplainAsync_AnyBlockSize_DrawsTheSame()
    {
        var model = GameModel.Interacting(7, seed: 4);
        var whole = await ExplainAsync(model, model.Text, """{"seed":2,"n_samples":1500}""");

        var inBlocks = await ExplainAsync(model, model.Text, """{"seed":2,"n_samples":1500}""", blockTokens: 40);

        Assert.Equal(whole.Scores, inBlocks.Scores);
        Assert.Equal(whole.Attributions[0].Facts, inBlocks.Attributions[0].Facts);
        Assert.Equal(whole.ModelCalls, inBlocks.ModelCalls);
    }

    private static Task<Explanation> ExplainAsync(IForwardPass model, int[] ids, string parameters, int blockTokens = 4096)
    {
        var explainer = new AnchorsExplainer(blockTokens);
        return explainer.ExplainAsync(
            ExplainRequests.Of(explainer, ids, model, parameters, target: null), model, TestContext.Current.CancellationToken);
    }
}
