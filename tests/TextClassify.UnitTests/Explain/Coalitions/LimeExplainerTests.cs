using TextClassify.Explain;
using TextClassify.Explain.Coalitions;
using TextClassify.UnitTests.Forward;

namespace TextClassify.UnitTests.Explain.Coalitions;

public sealed class LimeExplainerTests
{
    [Fact]
    public async Task ExplainAsync_AdditiveModel_FitsItAndSaysSo()
    {
        var explanation = await ExplainAsync(new AdditiveModel(), [8, 16, 4], """{"baseline":"pad","alpha":1e-6}""");

        var facts = explanation.Attributions[0].Facts;
        Assert.Equal(1, (double)facts["r2"], 1e-6);
        Assert.Equal(0.5, (double)facts["intercept"], 1e-3);
        Assert.Equal(512, explanation.ModelCalls);
    }

    [Fact]
    public async Task ExplainAsync_InteractingModel_FitsWorse()
    {
        var model = new GameModel(6, there => there.All(joined => joined) ? 1 : 0);

        var explanation = await ExplainAsync(model, model.Text, "{}");

        Assert.InRange((double)explanation.Attributions[0].Facts["r2"], 0, 0.95);
    }

    [Fact]
    public async Task ExplainAsync_Seed_DecidesEveryBit()
    {
        var model = GameModel.Interacting(8, seed: 1);
        var first = await ExplainAsync(model, model.Text, """{"seed":3}""");

        Assert.Equal(first.Scores, (await ExplainAsync(model, model.Text, """{"seed":3}""")).Scores);
        Assert.NotEqual(first.Scores, (await ExplainAsync(model, model.Text, """{"seed":4}""")).Scores);
    }

    [Fact]
    public async Task ExplainAsync_FewerSamplesThanTokens_StillFits()
    {
        int[] ids = ExplainRequests.Ids(50, seed: 1);

        var explanation = await ExplainAsync(new AdditiveModel(), ids, """{"n_samples":20,"baseline":"pad"}""");

        Assert.InRange((double)explanation.Attributions[0].Facts["r2"], 0.99, 1);
    }

    [Fact]
    public void WriteRemoved_AnySample_TakesOutOneOrMoreAndEachAsOften()
    {
        int[] counts = new int[5];
        bool[] removed = new bool[5];
        const int Samples = 20_000;

        for (int sample = 1; sample <= Samples; sample++)
        {
            LimeNeighbourhood.WriteRemoved(seed: 9, sample, removed);
            Assert.Contains(true, removed);
            for (int i = 0; i < 5; i++)
            {
                counts[i] += removed[i] ? 1 : 0;
            }
        }

        // 1 to 5 of 5, each as likely: 0.6 on average; five standard errors of 20,000 draws are 0.0173.
        Assert.All(counts, count => Assert.InRange((double)count / Samples, 0.5827, 0.6173));
    }

    private static Task<Explanation> ExplainAsync(TextClassify.Forward.IForwardPass model, int[] ids, string parameters)
    {
        var explainer = new LimeExplainer();
        return explainer.ExplainAsync(ExplainRequests.Of(explainer, ids, model, parameters), model, TestContext.Current.CancellationToken);
    }
}
