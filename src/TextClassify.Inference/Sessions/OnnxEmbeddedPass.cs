using System.Numerics.Tensors;

namespace TextClassify.Inference.Sessions;

/// <summary>
/// Runs points on a <see cref="ModelManifest.ForwardFile"/> that takes embeddings, in the same slots as the other passes.
/// </summary>
/// <param name="session">Owned by another.</param>
/// <param name="feed">What the graph takes.</param>
/// <param name="embeddings">Tokens to embeddings.</param>
/// <param name="classes">C.</param>
/// <param name="slots">Shared by all models.</param>
/// <param name="time">Measures queue and compute.</param>
internal sealed class OnnxEmbeddedPass(
    SharedSession session, GraphFeed feed, EmbeddingRows embeddings, int classes, RunSlots slots, TimeProvider time) : IEmbeddingPass
{
    private static readonly string[] OutputNames = [ForwardGraph.Logits];

    public int EmbeddingWidth => embeddings.Width;

    public int VocabularySize => embeddings.Rows;

    public void Embed(ReadOnlySpan<int> ids, Span<float> destination) => embeddings.Write(ids, destination);

    public async Task<GradientTiming> RunAsync(
        ReadOnlyMemory<float> points, int tokens, Memory<float> logits, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        int rows = points.Length / (tokens * EmbeddingWidth);
        ArgumentOutOfRangeException.ThrowIfNotEqual(points.Length, rows * tokens * EmbeddingWidth);
        ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length, rows * classes);

        cancellationToken.ThrowIfCancellationRequested();
        var (queue, compute) = await slots.RunAsync(
            ForwardLane.Bulk,
            admitted: false,
            (long)rows * tokens,
            () => Run(points, rows, tokens, logits),
            time,
            cancellationToken).ConfigureAwait(false);
        return new GradientTiming(queue, compute);
    }

    private void Run(ReadOnlyMemory<float> points, int rows, int tokens, Memory<float> logits)
    {
        using var logitValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, logits, [rows, classes]);
        var entered = session.Enter();
        try
        {
            feed.Run(entered, points, tokens, [logitValue], OutputNames);
        }
        finally
        {
            session.Leave();
        }

        if (!float.IsFinite(TensorPrimitives.Sum<float>(logits.Span)))
        {
            throw new InvalidDataException("The model gave a logit that is not finite.");
        }
    }
}
