using TextClassify.Explain;
using TextClassify.Explain.Contextual;
using TextClassify.Forward;
using TextClassify.UnitTests.Forward;

namespace TextClassify.UnitTests.Explain.Contextual;

public sealed class ContextualExplainerTests
{
    private static readonly ContextualExplainer Explainer = new();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public async Task ExplainAsync_AdditiveModel_GivesEachTokenItsOwnWeight(int length)
    {
        int[] ids = ExplainRequests.Ids(length, seed: length);

        var explanation = await ExplainAsync(Explainer, ids, "{}");

        Assert.Equal(ids.Select(id => AdditiveModel.Weight(id, 0)), explanation.Scores);
        Assert.Equal(0.0, explanation.Attributions[0].Facts["residual"]);
        Assert.Equal(1 + length, explanation.ModelCalls);
        Assert.Null(explanation.Certificate);
    }

    [Fact]
    public async Task ExplainAsync_Phrase_ItsPartLessItsTokensIsTheInteraction()
    {
        var explanation = await ExplainAsync(Explainer, [8, 16, 24, 32], """{"phrase_start":1,"phrase_end":3}""");

        // 16 / 4 + 24 / 4, and the pass adds 1 for each pair of neighbours within a phrase.
        Assert.Equal(11.0, explanation.Attributions[0].Facts["phrase_score"]);
        Assert.Equal(1.0, explanation.Attributions[0].Facts["interaction"]);
        Assert.Equal([2, 4, 6, 8], explanation.Scores);
    }

    [Fact]
    public async Task ExplainAsync_Foil_IsTheDifferenceOfTheClasses()
    {
        var explanation = await ExplainAsync(Explainer, [8, 16], "{}", foil: 1);

        Assert.Equal([3, 6], explanation.Scores);
    }

    [Fact]
    public async Task ExplainAsync_AllTargets_GivesOneAttributionAClass()
    {
        var model = new PairModel();
        var request = ExplainRequests.Of(Explainer, [8, 16], model) with { Target = null, AllTargets = true };

        var explanation = await Explainer.ExplainAsync(request, model, TestContext.Current.CancellationToken);

        Assert.Equal([[2, 4], [-1, -2]], explanation.Attributions.Select(attribution => attribution.Scores));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task ExplainAsync_AnyBlockSize_GivesTheSameBits(int blockPhrases)
    {
        int[] ids = ExplainRequests.Ids(10, seed: 3);
        const string Phrase = """{"phrase_start":2,"phrase_end":9}""";

        var whole = await ExplainAsync(Explainer, ids, Phrase);
        var blocks = await ExplainAsync(new ContextualExplainer(blockPhrases), ids, Phrase);

        Assert.Equal(whole.Scores, blocks.Scores);
        Assert.Equal(whole.Attributions[0].Facts["phrase_score"], blocks.Attributions[0].Facts["phrase_score"]);
    }

    [Fact]
    public async Task ExplainAsync_DeadlinePassed_SaysThatItWasInterrupted()
    {
        var model = new PairModel();
        var explainer = new ContextualExplainer(blockPhrases: 2);
        var request = ExplainRequests.Of(explainer, [8, 16, 24], model) with
        {
            Deadline = Deadline.After(TimeProvider.System, TimeSpan.Zero),
        };

        var explanation = await explainer.ExplainAsync(request, model, TestContext.Current.CancellationToken);

        Assert.True(explanation.Interrupted);
        Assert.Equal([2, 4, 0], explanation.Scores);
    }

    [Theory]
    [InlineData("""{"phrase_start":1}""", "phrase_end")]
    [InlineData("""{"phrase_end":1}""", "phrase_start")]
    [InlineData("""{"phrase_start":1,"phrase_end":1}""", "phrase_end")]
    [InlineData("""{"phrase_start":0,"phrase_end":4}""", "phrase_end")]
    public void Check_NoPhraseOfTheText_NamesTheParameter(string parameters, string name) =>
        Assert.Equal(name, Explainer.Check(ExplainRequests.Of(Explainer, [8, 16, 24], new PairModel(), parameters))!.Parameter);

    private static Task<Explanation> ExplainAsync(ContextualExplainer explainer, int[] ids, string parameters, int? foil = null)
    {
        var model = new PairModel();
        var request = ExplainRequests.Of(explainer, ids, model, parameters, foil: foil);
        Assert.Null(explainer.Check(request));

        return explainer.ExplainAsync(request, model, TestContext.Current.CancellationToken);
    }

    /// <summary>An additive model whose phrases hold one more for each pair of neighbours in them, taken from the rest.</summary>
    private sealed class PairModel : IForwardPass, IContextualPass
    {
        private readonly AdditiveModel _model = new();

        public ForwardShape Shape => _model.Shape;

        public ReadOnlyMemory<float> Bias => _model.Bias;

        public IContextualPass Contextual => this;

        public Task<ForwardBatch> RunAsync(
            IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken) =>
            _model.RunAsync(rows, outputs, cancellationToken);

        public async Task<ContextualBatch> RunAsync(
            ReadOnlyMemory<int> ids, IReadOnlyList<Phrase> phrases, CancellationToken cancellationToken)
        {
            var text = await _model.RunAsync([ids], ForwardOutputs.Logits, cancellationToken);
            float[] logits = text.Results[0].Logits;
            float[] beta = [.. phrases.SelectMany(phrase => Enumerable.Range(0, 2).Select(label => Part(ids, phrase, label)))];

            return new ContextualBatch(beta, [.. beta.Select((part, i) => logits[i % 2] - part)], text.Queue, text.Compute);
        }

        private static float Part(ReadOnlyMemory<int> ids, Phrase phrase, int label) =>
            phrase.Length - 1 + ids.Slice(phrase.Start, phrase.Length).ToArray().Sum(id => AdditiveModel.Weight(id, label));
    }
}
