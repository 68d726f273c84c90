using TextClassify.Forward;
using TextClassify.Infrastructure;

namespace TextClassify.Health;

/// <summary>Right logits, and evidence a tenth too large.</summary>
internal sealed class SkewedForward(AdditiveForward inner) : IForwardPass
{
    public ForwardShape Shape => inner.Shape;

    public ReadOnlyMemory<float> Bias => inner.Bias;

    public async Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        var batch = await inner.RunAsync(rows, outputs, cancellationToken);
        foreach (var result in batch.Results)
        {
            for (int i = 0; i < result.Evidence.Length; i++)
            {
                result.Evidence[i] = (result.Evidence[i] * 1.1f) + 0.1f;
            }
        }

        return batch;
    }
}
