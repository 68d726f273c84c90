using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Inference.Sessions;

/// <summary>Runs a <see cref="ModelManifest.ForwardFile"/> that takes embeddings, in the same slots as the other passes.</summary>
internal sealed class OnnxEmbeddedPass : IForwardPass, IEmbeddingPass, IDisposable
{
    private static readonly string[] WithLengths = [ForwardGraph.Embeddings, ForwardGraph.Lengths];
    private static readonly string[] Alone = [ForwardGraph.Embeddings];
    private static readonly string[] OutputNames = [ForwardGraph.Logits];

    private readonly SharedSession _session;
    private readonly EmbeddingRows _embeddings;
    private readonly EmbeddedRows _rows;
    private readonly RunSlots _slots;
    private readonly TimeProvider _time;
    private readonly bool _takesLengths;

    /// <param name="session">Owned by this instance.</param>
    /// <param name="shape">The graph's widths.</param>
    /// <param name="embeddings">Words to embeddings.</param>
    /// <param name="maxTokens">Most tokens of one run.</param>
    /// <param name="slots">Shared by all models.</param>
    /// <param name="time">Measures queue and compute.</param>
    public OnnxEmbeddedPass(
        GraphSession session, ForwardShape shape, EmbeddingRows embeddings, int maxTokens, RunSlots slots, TimeProvider time)
    {
        _session = new SharedSession(session);
        _embeddings = embeddings;
        _rows = new EmbeddedRows(this, shape.Classes, maxTokens);
        _slots = slots;
        _time = time;
        _takesLengths = session.InputMetadata.ContainsKey(ForwardGraph.Lengths);
        Shape = shape;
        Bias = Padding();
    }

    public ForwardShape Shape { get; }

    /// <summary>What the graph says of one padding token: the nearest it can come to a text that says nothing.</summary>
    public ReadOnlyMemory<float> Bias { get; }

    public IEmbeddingPass Embeddings => this;

    /// <summary>Owned by this instance where it is disposable.</summary>
    public IGradientPass? Gradients { get; init; }

    public int EmbeddingWidth => _embeddings.Width;

    public int VocabularySize => _embeddings.Rows;

    public void Embed(ReadOnlySpan<int> ids, Span<float> destination) => _embeddings.Write(ids, destination);

    public Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken) =>
        _rows.RunAsync(rows, outputs, cancellationToken);

    public async Task<GradientTiming> RunAsync(
        ReadOnlyMemory<float> points, int tokens, Memory<float> logits, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        int rows = points.Length / (tokens * EmbeddingWidth);
        ArgumentOutOfRangeException.ThrowIfNotEqual(points.Length, rows * tokens * EmbeddingWidth);
        ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length, rows * Shape.Classes);

        cancellationToken.ThrowIfCancellationRequested();
        var (queue, compute) = await _slots.RunAsync(
            ForwardLane.Bulk, admitted: false, (long)rows * tokens, () => Run(points, rows, tokens, logits), _time, cancellationToken).ConfigureAwait(false);
        return new GradientTiming(queue, compute);
    }

    /// <summary>Later calls throw; runs under way end as they would.</summary>
    public void Dispose()
    {
        _session.Dispose();
        (Gradients as IDisposable)?.Dispose();
    }

    private float[] Padding()
    {
        float[] point = new float[EmbeddingWidth], logits = new float[Shape.Classes];
        Embed([Vocabulary.PadId], point);
        Run(point, rows: 1, tokens: 1, logits);
        return logits;
    }

    private void Run(ReadOnlyMemory<float> points, int rows, int tokens, Memory<float> logits)
    {
        long[] lengths = new long[rows];
        Array.Fill(lengths, tokens);

        // The runtime asks for writable memory and only reads an input.
        using var pointValue = Value(MemoryMarshal.AsMemory(points), [rows, tokens, EmbeddingWidth]);
        using var lengthValue = OrtValue.CreateTensorValueFromMemory(lengths, [rows]);
        using var logitValue = Value(logits, [rows, Shape.Classes]);
        var entered = _session.Enter();
        try
        {
            entered.Run(
                _takesLengths ? WithLengths : Alone,
                _takesLengths ? [pointValue, lengthValue] : [pointValue],
                OutputNames,
                [logitValue]);
        }
        finally
        {
            _session.Leave();
        }

        if (!float.IsFinite(TensorPrimitives.Sum<float>(logits.Span)))
        {
            throw new InvalidDataException("The model gave a logit that is not finite.");
        }
    }

    private static OrtValue Value(Memory<float> memory, long[] shape) =>
        OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, shape);
}
