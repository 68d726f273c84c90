using TextClassify.Forward;

namespace TextClassify.UnitTests.Explain;

/// <summary>A model that does something before each run, and then looks whether it is still wanted.</summary>
internal sealed class BeforeEachRun(IForwardPass model, Action before) : IForwardPass
{
    public ForwardShape Shape => model.Shape;

    public ReadOnlyMemory<float> Bias => model.Bias;

    public IGradientPass? Gradients => model.Gradients;

    public Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        before();
        cancellationToken.ThrowIfCancellationRequested();
        return model.RunAsync(rows, outputs, cancellationToken);
    }
}
