using System.Runtime.InteropServices;

namespace TextClassify.Inference.Sessions;

/// <summary>Runs <see cref="ModelManifest.ExplainFile"/>, behind the same gate as the forward passes.</summary>
internal sealed class OnnxGradientPass : IGradientPass, IDisposable
{
    private static readonly string[] InputNames = [ExplainGraph.Embeddings, ExplainGraph.Lengths, ExplainGraph.TargetWeights];
    private static readonly string[] InputNamesAndState = [.. InputNames, ExplainGraph.State];
    private static readonly string[] LogitsAlone = [ExplainGraph.Logits];
    private static readonly string[] OutputNames = [ExplainGraph.Logits, ExplainGraph.Gradients];

    private readonly SharedSession _session;
    private readonly EmbeddingRows _embeddings;
    private readonly int _classes;
    private readonly RunSlots _gate;
    private readonly TimeProvider _time;
    private readonly RecurrentState? _before;

    /// <param name="session">Owned by this instance.</param>
    /// <param name="embeddings">Tokens to embeddings.</param>
    /// <param name="classes">C.</param>
    /// <param name="gate">Shared by all models.</param>
    /// <param name="time">Measures queue and compute.</param>
    public OnnxGradientPass(GraphSession session, EmbeddingRows embeddings, int classes, RunSlots gate, TimeProvider time)
        : this(new SharedSession(session), embeddings, classes, gate, time, null)
    {
    }

    private OnnxGradientPass(
        SharedSession session, EmbeddingRows embeddings, int classes, RunSlots gate, TimeProvider time, RecurrentState? before)
    {
        (_session, _embeddings, _classes, _gate, _time, _before) = (session, embeddings, classes, gate, time, before);
    }

    public int EmbeddingWidth => _embeddings.Width;

    public int VocabularySize => _embeddings.Rows;

    public void Embed(ReadOnlySpan<int> ids, Span<float> destination) => _embeddings.Write(ids, destination);

    /// <summary>The same graph of a language model, which takes a state, behind a text; the session stays with this instance.</summary>
    public OnnxGradientPass Behind(RecurrentState before) => new(_session, _embeddings, _classes, _gate, _time, before);

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
        ArgumentOutOfRangeException.ThrowIfNotEqual(targetWeights.Length, rows * _classes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length, rows * _classes);
        if (!gradients.IsEmpty)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(gradients.Length, points.Length);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var (queue, compute) = await _gate.RunAsync(
            ForwardLane.Bulk,
            admitted: false,
            (long)rows * tokens,
            () => Run(points, rows, tokens, targetWeights, logits, gradients),
            _time,
            cancellationToken).ConfigureAwait(false);
        return new GradientTiming(queue, compute);
    }

    public void Dispose() => _session.Dispose();

    private void Run(
        ReadOnlyMemory<float> points,
        int rows,
        int tokens,
        ReadOnlyMemory<float> targetWeights,
        Memory<float> logits,
        Memory<float> gradients)
    {
        long[] lengths = new long[rows];
        Array.Fill(lengths, tokens);
        long[] pointShape = [rows, tokens, EmbeddingWidth], classShape = [rows, _classes];

        // The runtime asks for writable memory and only reads an input.
        using var pointValue = Value(MemoryMarshal.AsMemory(points), pointShape);
        using var lengthValue = OrtValue.CreateTensorValueFromMemory(lengths, [rows]);
        using var targetValue = Value(MemoryMarshal.AsMemory(targetWeights), classShape);
        using var stateValue = _before?.Before(rows);
        using var logitValue = Value(logits, classShape);
        using var gradientValue = gradients.IsEmpty ? null : Value(gradients, pointShape);
        OrtValue[] inputs = stateValue is null
            ? [pointValue, lengthValue, targetValue]
            : [pointValue, lengthValue, targetValue, stateValue];
        var entered = _session.Enter();
        try
        {
            entered.Run(
                stateValue is null ? InputNames : InputNamesAndState,
                inputs,
                gradientValue is null ? LogitsAlone : OutputNames,
                gradientValue is null ? [logitValue] : [logitValue, gradientValue]);
        }
        finally
        {
            _session.Leave();
        }
    }

    private static OrtValue Value(Memory<float> memory, long[] shape) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, shape);
}
