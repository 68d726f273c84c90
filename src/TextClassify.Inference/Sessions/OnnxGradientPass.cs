using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using TextClassify.Forward;
using TextClassify.Models;

namespace TextClassify.Inference.Sessions;

/// <summary>Runs <see cref="ModelManifest.ExplainFile"/>, behind the same gate as the forward passes.</summary>
internal sealed class OnnxGradientPass(
    InferenceSession session, EmbeddingRows embeddings, int classes, ForwardGate gate, TimeProvider time) : IGradientPass, IDisposable
{
    private static readonly string[] InputNames = [ExplainGraph.Embeddings, ExplainGraph.Lengths, ExplainGraph.TargetWeights];
    private static readonly string[] LogitsAlone = [ExplainGraph.Logits];
    private static readonly string[] OutputNames = [ExplainGraph.Logits, ExplainGraph.Gradients];

    // Read only by runs, so all of them share it.
    private static readonly RunOptions Options = new();

    private readonly SharedSession _session = new(session);

    public int EmbeddingWidth => embeddings.Width;

    public int VocabularySize => embeddings.Rows;

    public void Embed(ReadOnlySpan<int> ids, Span<float> destination) => embeddings.Write(ids, destination);

    public async Task<GradientTiming> RunAsync(
        ReadOnlyMemory<float> points,
        int tokens,
        ReadOnlyMemory<float> targetWeights,
        Memory<float> logits,
        Memory<float> gradients,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        int rows = points.Length / (tokens * EmbeddingWidth);
        ArgumentOutOfRangeException.ThrowIfNotEqual(points.Length, rows * tokens * EmbeddingWidth);
        ArgumentOutOfRangeException.ThrowIfNotEqual(targetWeights.Length, rows * classes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length, rows * classes);
        if (!gradients.IsEmpty)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(gradients.Length, points.Length);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var (queue, compute) = await gate.RunAsync(
            ForwardLane.Bulk, admitted: false, () => Run(points, rows, tokens, targetWeights, logits, gradients), time, cancellationToken).ConfigureAwait(false);
        return new GradientTiming(queue, compute);
    }

    public void Dispose() => _session.Dispose();

    private void Run(
        ReadOnlyMemory<float> points, int rows, int tokens, ReadOnlyMemory<float> targetWeights, Memory<float> logits, Memory<float> gradients)
    {
        long[] lengths = new long[rows];
        Array.Fill(lengths, tokens);
        long[] pointShape = [rows, tokens, EmbeddingWidth], classShape = [rows, classes];

        // The runtime asks for writable memory and only reads an input.
        using var pointValue = Value(MemoryMarshal.AsMemory(points), pointShape);
        using var lengthValue = OrtValue.CreateTensorValueFromMemory(lengths, [rows]);
        using var targetValue = Value(MemoryMarshal.AsMemory(targetWeights), classShape);
        using var logitValue = Value(logits, classShape);
        using var gradientValue = gradients.IsEmpty ? null : Value(gradients, pointShape);
        var entered = _session.Enter();
        try
        {
            if (gradientValue is null)
            {
                entered.Run(Options, InputNames, [pointValue, lengthValue, targetValue], LogitsAlone, [logitValue]);
            }
            else
            {
                entered.Run(Options, InputNames, [pointValue, lengthValue, targetValue], OutputNames, [logitValue, gradientValue]);
            }
        }
        finally
        {
            _session.Leave();
        }
    }

    private static OrtValue Value(Memory<float> memory, long[] shape) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, shape);
}
