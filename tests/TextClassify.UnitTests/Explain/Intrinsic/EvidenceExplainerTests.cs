using TextClassify.Explain;
using TextClassify.Explain.Intrinsic;
using TextClassify.Forward;
using TextClassify.UnitTests.Forward;

namespace TextClassify.UnitTests.Explain.Intrinsic;

public sealed class EvidenceExplainerTests
{
    private static readonly EvidenceExplainer Explainer = new();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public async Task ExplainAsync_AdditiveModel_GivesEachTokenItsOwnWeight(int length)
    {
        int[] ids = ExplainRequests.Ids(length, seed: length);

        var explanation = await Explain(new AdditiveModel(), ids, target: 1);

        Assert.Equal(ids.Select(id => AdditiveModel.Weight(id, 1)), explanation.Scores);
        Assert.Equal(ids.Sum(id => AdditiveModel.Weight(id, 1)), explanation.Certificate!.Expected);
        Assert.Equal(0, explanation.Certificate.Residual);
        Assert.True(explanation.Certificate.Converged);
        Assert.Equal(1, explanation.ModelCalls);
    }

    [Fact]
    public async Task ExplainAsync_ConstantModel_GivesZeros()
    {
        var explanation = await Explain(new ConstantModel(), [3, 4, 5], target: 0);

        Assert.Equal([0, 0, 0], explanation.Scores);
        Assert.Equal(0, explanation.Certificate!.Expected);
    }

    [Fact]
    public async Task ExplainAsync_Foil_ExplainsTheDifferenceOfTheLogits()
    {
        var explanation = await Explain(new AdditiveModel(), [8, 16], target: 0, foil: 1);

        Assert.Equal([3, 6], explanation.Scores);
        Assert.Equal(9, explanation.Certificate!.Expected);
    }

    [Fact]
    public async Task ExplainAsync_NoTarget_ExplainsThePredictedClass()
    {
        var explanation = await Explain(new AdditiveModel(), [8], target: null);

        Assert.Equal(0, explanation.Target);
        Assert.Equal([2.5f, -1.25f], explanation.Logits);
    }

    [Fact]
    public async Task ExplainAsync_EvidenceThatDoesNotAddUp_SaysSo()
    {
        var explanation = await Explain(new LeakyModel(), [8, 16], target: 0);

        Assert.False(explanation.Certificate!.Converged);
        Assert.Equal(-0.01, explanation.Certificate.Residual, 1e-6);
    }

    private static Task<Explanation> Explain(IForwardPass model, int[] ids, int? target, int? foil = null) =>
        Explainer.ExplainAsync(
            ExplainRequests.Of(Explainer, ids, model, target: target, foil: foil), model, TestContext.Current.CancellationToken);

    /// <summary>Evidence that misses 0.01 of the logit.</summary>
    private sealed class LeakyModel : IForwardPass
    {
        private readonly AdditiveModel _whole = new();

        public ForwardShape Shape => _whole.Shape;

        public ReadOnlyMemory<float> Bias => _whole.Bias;

        public async Task<ForwardBatch> RunAsync(
            IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
        {
            var batch = await _whole.RunAsync(rows, outputs, cancellationToken);
            batch.Results[0].Evidence[0] -= 0.01f;
            return batch;
        }
    }
}
