using TextClassify.Explain;
using TextClassify.Explain.Coalitions;

namespace TextClassify.UnitTests.Explain.Coalitions;

public sealed class ShapleySamplingExplainerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(10)]
    public async Task ExplainAsync_InteractingTokens_IsWithinFourStandardErrorsOfTheEnumeration(int players)
    {
        var model = GameModel.Interacting(players, seed: players);
        double[] exact = model.Shapley();

        var explanation = await ExplainAsync(model, """{"n_samples":200}""");

        float[] errors = explanation.Attributions[0].StandardErrors!;
        for (int i = 0; i < players; i++)
        {
            Assert.InRange(Math.Abs(explanation.Scores[i] - exact[i]), 0, (4 * errors[i]) + 1e-6);
        }

        Assert.True(explanation.Certificate!.Converged);
        Assert.Equal(exact.Sum(), explanation.Certificate.Expected, 1e-5);
    }

    [Fact]
    public async Task ExplainAsync_Pairs_AreExactFromOneOrderWalkedBothWays()
    {
        // u_ij pays whoever joins last: once the one, once the other.
        var model = GameModel.Interacting(7, seed: 3, triples: false);

        var explanation = await ExplainAsync(model, """{"n_samples":2}""");

        Assert.All(model.Shapley().Zip(explanation.Scores), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.All(explanation.Attributions[0].StandardErrors!, error => Assert.Equal(0, error, 1e-5));
    }

    [Fact]
    public async Task ExplainAsync_StandardErrors_AreAsWideAsTheSpreadOverSeeds()
    {
        var model = GameModel.Interacting(8, seed: 5);
        var explanations = new List<Explanation>();
        for (int seed = 0; seed < 60; seed++)
        {
            explanations.Add(await ExplainAsync(model, $$"""{"n_samples":20,"seed":{{seed}}}"""));
        }

        double stated = explanations.Average(e => e.Attributions[0].StandardErrors!.Average(error => (double)error * error));
        double spread = Enumerable.Range(0, 8).Average(i => Variance([.. explanations.Select(e => (double)e.Scores[i])]));
        Assert.InRange(stated / spread, 0.7, 1.4);
    }

    [Fact]
    public async Task ExplainAsync_Seed_DecidesEveryBit()
    {
        var model = GameModel.Interacting(8, seed: 5);
        var first = await ExplainAsync(model, """{"seed":7}""");
        var again = await ExplainAsync(model, """{"seed":7}""");
        var other = await ExplainAsync(model, """{"seed":8}""");

        Assert.Equal(first.Scores, again.Scores);
        Assert.NotEqual(first.Scores, other.Scores);
        Assert.Equal(7, first.Seed);
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }

    private static Task<Explanation> ExplainAsync(GameModel model, string parameters)
    {
        var explainer = new ShapleySamplingExplainer();
        return explainer.ExplainAsync(
            ExplainRequests.Of(explainer, model.Text, model, parameters), model, TestContext.Current.CancellationToken);
    }
}
