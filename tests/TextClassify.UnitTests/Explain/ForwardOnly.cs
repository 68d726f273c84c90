using TextClassify.Forward;

namespace TextClassify.UnitTests.Explain;

/// <summary>A model whose backward pass is hidden: what is left takes embeddings and gives logits.</summary>
internal sealed class ForwardOnly(IForwardPass model) : IForwardPass
{
    public ForwardShape Shape => model.Shape;

    public ReadOnlyMemory<float> Bias => model.Bias;

    public IGradientPass? Gradients => null;

    public IEmbeddingPass? Embeddings => model.Gradients;

    public Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken) =>
        model.RunAsync(rows, outputs, cancellationToken);
}
