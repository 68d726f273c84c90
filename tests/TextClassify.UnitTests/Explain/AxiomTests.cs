using TextClassify.Explain.Catalog;
using TextClassify.Forward;
using TextClassify.Text;

namespace TextClassify.UnitTests.Explain;

/// <summary>The axioms of Sundararajan et al. (2017) on a shipped model; symmetry, which no recurrent net has, on a symmetric
/// one.</summary>
public sealed class AxiomTests(ShippedModel shipped) : IClassFixture<ShippedModel>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Completeness_EveryText_SumsToTheDifferenceOfTheEnds()
    {
        foreach (string text in ShippedModel.Texts)
        {
            var encoded = shipped.Model.Encoder.Encode(text);
            int[] padding = new int[encoded.Length];
            var ends = await shipped.Model.Forward.RunAsync([encoded.Ids, padding], ForwardOutputs.Logits, Cancellation);

            var explanation = await shipped.ExplainAsync("integrated_gradients", encoded);

            double drop = (double)ends.Results[0].Logits[explanation.Target] - ends.Results[1].Logits[explanation.Target];
            Assert.Equal(drop, explanation.Scores.Sum(score => (double)score), Math.Max(1e-4, 1e-3 * Math.Abs(drop)));
        }
    }

    [Theory]
    [InlineData("pad", Vocabulary.PadId)]
    [InlineData("unk", Vocabulary.UnknownId)]
    public async Task Dummy_TokensOfTheBaseline_GetExactlyNothing(string baseline, int id)
    {
        int[] ids = shipped.Model.Encoder.Encode(ShippedModel.Texts[0]).Ids.ToArray();
        ids[1] = ids[4] = ids[^1] = id;

        var explanation = await shipped.ExplainAsync("integrated_gradients", Text(ids), $$"""{"baseline": "{{baseline}}"}""");

        Assert.All(Enumerable.Range(0, ids.Length), token => Assert.Equal(ids[token] == id, explanation.Scores[token] == 0));
    }

    [Fact]
    public async Task Linearity_Contrast_IsTheDifferenceOfItsClasses()
    {
        const string Fixed = """{"n_steps": 16}""";
        var encoded = shipped.Model.Encoder.Encode(ShippedModel.Texts[0]);

        float[] target = (await shipped.ExplainAsync("integrated_gradients", encoded, Fixed, target: 2)).Scores;
        float[] foil = (await shipped.ExplainAsync("integrated_gradients", encoded, Fixed, target: 0)).Scores;
        float[] contrast = (await shipped.ExplainAsync("integrated_gradients", encoded, Fixed, target: 2, foil: 0)).Scores;

        Assert.All(Enumerable.Range(0, contrast.Length), token => Assert.Equal(target[token] - foil[token], contrast[token], 1e-4));
        Assert.Contains(contrast, score => Math.Abs(score) > 0.1);
    }

    [Theory]
    [InlineData("integrated_gradients")]
    [InlineData("gradient_x_input")]
    [InlineData("occlusion")]
    public async Task Symmetry_SameWordTwice_GetsTheSameScore(string method)
    {
        // The model adds its tokens up, so places don't matter; its square makes the scores depend on the whole text.
        var model = new PolynomialModel(degree: 2);
        var explainer = ExplainerCatalog.Default.Find(method)!;

        var explanation = await explainer.ExplainAsync(ExplainRequests.Of(explainer, [5, 9, 12, 9], model), model, Cancellation);

        Assert.Equal(explanation.Scores[1], explanation.Scores[3], 1e-4f);
        Assert.NotEqual(explanation.Scores[1], explanation.Scores[0], 1e-1f);
    }

    private static EncodedText Text(int[] ids) => new(ids, new TokenSpan[ids.Length], ids.Length);
}
