using TextClassify.Forward;
using TextClassify.LongTexts;
using TextClassify.UnitTests.Forward;

namespace TextClassify.UnitTests.LongTexts;

/// <summary>With a model whose logits are known sums, a text of three parts has the mean that can be written down.</summary>
public sealed class PartwisePassTests
{
    private const ForwardOutputs Asked = ForwardOutputs.Evidence;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_LongText_AveragesItsPartsByTheirTokens()
    {
        var model = new AdditiveModel();
        int[] text = [1, 2, 3, 4, 5, 6, 7];

        var (batch, parts) = await new PartwisePass(model, 3, []).RunAsync([text], Asked, Cancellation);

        Assert.Equal([3], parts);
        Assert.Equal([[1, 2, 3], [4, 5], [6, 7]], Assert.Single(model.Calls));
        float expected = ((3 * Sum(1, 2, 3)) + (2 * Sum(4, 5)) + (2 * Sum(6, 7))) / 7;
        Assert.Equal(model.Bias.Span[0] + expected, batch.Results[0].Logits[0], 1e-5f);
    }

    [Fact]
    public async Task RunAsync_LongText_EvidenceAddsUpToTheLogit()
    {
        var model = new AdditiveModel();
        int[] text = [.. Enumerable.Range(1, 50)];

        var (batch, _) = await new PartwisePass(model, 8, [11, 30]).RunAsync([text], Asked, Cancellation);

        var result = batch.Results[0];
        Assert.Equal(2 * text.Length, result.Evidence.Length);
        for (int label = 0; label < 2; label++)
        {
            float sum = model.Bias.Span[label] + result.Evidence.Where((_, i) => i % 2 == label).Sum();
            Assert.Equal(result.Logits[label], sum, 1e-4f);
        }
    }

    [Fact]
    public async Task RunAsync_ShortTextsBesideALongOne_HaveTheirOwnNumbersInTheirOrder()
    {
        var (batch, parts) = await new PartwisePass(new AdditiveModel(), 2, []).RunAsync(
            [Ids(3), Ids(1, 1, 1, 1), Ids(5, 7)], Asked, Cancellation);

        Assert.Equal([1, 2, 1], parts);
        Assert.Equal([0.5f + Sum(3), 0.5f + Sum(1, 1), 0.5f + Sum(5, 7)], batch.Results.Select(result => result.Logits[0]));
    }

    [Fact]
    public async Task RunAsync_PartThatFails_IsTheTextsFault()
    {
        var fault = new InvalidDataException("no number");

        var (batch, _) = await new PartwisePass(new FailingModel(fault), 2, []).RunAsync([Ids(1, 2, 3)], Asked, Cancellation);

        Assert.Same(fault, batch.Results[0].Fault);
        Assert.Empty(batch.Results[0].Logits);
    }

    [Fact]
    public async Task RunAsync_OutputsThatHaveNoMean_AreRefused() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => new PartwisePass(new AdditiveModel(), 2, []).RunAsync([Ids(1)], ForwardOutputs.WordStates, Cancellation));

    private static ReadOnlyMemory<int> Ids(params int[] ids) => ids;

    private static float Sum(params int[] ids) => ids.Sum(id => AdditiveModel.Weight(id, 0));

    /// <summary>Gives the second row a fault.</summary>
    private sealed class FailingModel(Exception fault) : IForwardPass
    {
        public ForwardShape Shape { get; } = new(Classes: 2, Aspects: 0, StateWidth: 0, WordWidth: 0);

        public ReadOnlyMemory<float> Bias => new float[2];

        public Task<ForwardBatch> RunAsync(
            IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken) =>
            Task.FromResult(new ForwardBatch(
                [new() { Logits = [1, 2], Evidence = [1, 2, 1, 2] }, new() { Logits = [], Fault = fault }], TimeSpan.Zero, TimeSpan.Zero));
    }
}
