using TextClassify.Explain;
using TextClassify.Explain.Coalitions;
using TextClassify.Text;

namespace TextClassify.UnitTests.Explain.Coalitions;

public sealed class PartitionShapExplainerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(10)]
    public async Task ExplainAsync_PairsOnly_GivesTheShapleyValuesWhateverTheTree(int players)
    {
        // A pair's gain is split in half where the tree parts the two, which is its Shapley value.
        var model = GameModel.Interacting(players, seed: players, triples: false);

        var explanation = await ExplainAsync(model, """{"max_evals":10000}""");

        Assert.All(model.Shapley().Zip(explanation.Scores), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.Equal(true, explanation.Attributions[0].Facts["exact"]);
    }

    [Fact]
    public async Task ExplainAsync_Triple_IsSplitByTheTree()
    {
        // One against two: a half, then a quarter each. Shapley values are a third each.
        var model = new GameModel(3, there => there.All(joined => joined) ? 1 : 0);

        var explanation = await ExplainAsync(model, "{}");

        Assert.Equal([0.5f, 0.25f, 0.25f], explanation.Scores);
    }

    [Fact]
    public async Task ExplainAsync_SentenceTree_PartsAtTheEndOfASentence()
    {
        // "a b c . d": the tree parts four from one, where the middle would part two from three.
        var model = new GameModel(5, there => there.All(joined => joined) ? 1 : 0);
        var explainer = new PartitionShapExplainer();
        var request = ExplainRequests.Of(explainer, model.Text, model, """{"tree":"sentence"}""");
        Assert.NotNull(explainer.Check(request));
        var encoder = new TextEncoder(new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown]), maxTokens: 9);
        request = request with
        {
            Text = new EncodedText(model.Text, encoder.Encode("a b c . d").Tokens, 5),
            Source = new SourceText("a b c . d", encoder),
        };

        var explanation = await explainer.ExplainAsync(request, model, TestContext.Current.CancellationToken);

        Assert.Null(explainer.Check(request));
        Assert.Equal([0.125f, 0.125f, 0.125f, 0.125f, 0.5f], explanation.Scores);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(500)]
    public async Task ExplainAsync_FewCalls_StillAddUpAndSaySo(int maxEvaluations)
    {
        var model = GameModel.Interacting(12, seed: 2);

        var explanation = await ExplainAsync(model, $$"""{"max_evals":{{maxEvaluations}}}""");

        Assert.True(explanation.Certificate!.Converged);
        Assert.Equal(explanation.Certificate.Expected, explanation.Scores.Sum(score => (double)score), 1e-5);
        Assert.InRange(explanation.ModelCalls, 2, maxEvaluations);
        Assert.Equal(maxEvaluations == 500, explanation.Attributions[0].Facts["exact"]);
    }

    [Theory]
    [InlineData(new[] { 3 }, 0, 8, 3)]
    [InlineData(new[] { 1, 5 }, 0, 8, 5)]
    [InlineData(new[] { 0, 8 }, 0, 8, 4)]
    [InlineData(new int[0], 2, 3, 1)]
    [InlineData(new[] { 2, 6 }, 2, 4, 2)]
    public void LeftLength_Ends_PartsAtTheNearestInside(int[] ends, int start, int length, int expected) =>
        Assert.Equal(expected, new PartitionTree(ends).LeftLength(start, length));

    private static Task<Explanation> ExplainAsync(GameModel model, string parameters)
    {
        var explainer = new PartitionShapExplainer();
        return explainer.ExplainAsync(
            ExplainRequests.Of(explainer, model.Text, model, parameters), model, TestContext.Current.CancellationToken);
    }
}
