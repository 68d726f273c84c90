using TextClassify.Inference.Batching;

namespace TextClassify.Inference.Sessions;

/// <summary>
/// Runs <see cref="ModelManifest.ForwardFile"/>. One session serves concurrent runs; the slots bound how many, the batcher lets calls share
/// them. A call that finds the model idle computes on its own thread and never hops to another.
/// </summary>
public sealed class OnnxForwardPass : IForwardPass, IDisposable
{
    private static readonly ForwardTerms Plain = new(ForwardLane.Bulk);

    private readonly SharedSession _session;
    private readonly Batcher _batcher;
    private readonly OnnxEmbeddedPass? _embeddings;

    /// <param name="session">Owned by this instance. Its graph fits <paramref name="shape"/>.</param>
    /// <param name="shape">The graph's widths.</param>
    /// <param name="slots">Shared by all models.</param>
    /// <param name="rules">Limits of its runs and its queue.</param>
    /// <param name="time">Measures queue and compute.</param>
    /// <param name="meter">Told of every run.</param>
    internal OnnxForwardPass(
        GraphSession session, ForwardShape shape, RunSlots slots, BatchingRules rules, TimeProvider time, BatchMeter? meter = null)
        : this(session, GraphFeed.OfWords, shape, slots, rules, time, meter) => Bias = ForwardRun.Bias(session, shape.Classes);

    /// <summary>
    /// Of a graph that gives no bias: what it says of what stands around a text, or else of one padding token, is the nearest to it.
    /// </summary>
    /// <param name="session">Owned by this instance. Its graph fits <paramref name="shape"/>.</param>
    /// <param name="feed">What the graph takes.</param>
    /// <param name="special">Of the model's vocabulary.</param>
    /// <param name="embeddings">The table of a graph that takes embeddings; null for one from ids.</param>
    /// <param name="shape">The graph's widths.</param>
    /// <param name="slots">Shared by all models.</param>
    /// <param name="rules">Limits of its runs and its queue.</param>
    /// <param name="time">Measures queue and compute.</param>
    /// <param name="meter">Told of every run.</param>
    internal OnnxForwardPass(
        GraphSession session,
        GraphFeed feed,
        SpecialIds special,
        EmbeddingRows? embeddings,
        ForwardShape shape,
        RunSlots slots,
        BatchingRules rules,
        TimeProvider time,
        BatchMeter? meter)
        : this(session, feed, shape, slots, rules, time, meter)
    {
        if (embeddings is not null)
        {
            _embeddings = new OnnxEmbeddedPass(_session, feed, embeddings, shape.Classes, slots, time);
        }

        Bias = ForwardRun.Nothing(session, feed, special, shape);
    }

    private OnnxForwardPass(
        GraphSession session, GraphFeed feed, ForwardShape shape, RunSlots slots, BatchingRules rules, TimeProvider time, BatchMeter? meter)
    {
        _session = new SharedSession(session);
        _batcher = new Batcher(new OnnxBlockRunner(_session, feed, shape), slots, rules, time, meter ?? BatchMeter.None);
        Shape = shape;
    }

    /// <summary>Opens a graph that is in no package, with slots of its own.</summary>
    /// <param name="path">Of the graph; its external data lie beside it.</param>
    /// <param name="shape">The graph's widths; not checked.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="time">Measures queue and compute.</param>
    public static OnnxForwardPass Open(string path, ForwardShape shape, InferenceOptions options, TimeProvider time)
    {
        var (session, _) = new SessionFactory(options).Open(path);
        return new OnnxForwardPass(session, shape, RunSlots.Create(options), BatchingRules.Of(options), time);
    }

    public ForwardShape Shape { get; }

    public ReadOnlyMemory<float> Bias { get; }

    /// <summary>Owned by this instance where it is disposable.</summary>
    public IGradientPass? Gradients { get; init; }

    public IEmbeddingPass? Embeddings => _embeddings ?? (IEmbeddingPass?)Gradients;

    /// <summary>Owned by this instance where it is disposable.</summary>
    public IContextualPass? Contextual { get; init; }

    public IForwardPass Under(ForwardTerms terms) => terms == Plain ? this : new TermedPass(this, terms);

    /// <summary>Runs in the bulk lane and fails with the first row that does, unless <see cref="Under"/> says otherwise.</summary>
    public Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken) =>
        RunAsync(rows, outputs, Plain, cancellationToken);

    /// <summary>Later calls throw; runs under way end as they would.</summary>
    public void Dispose()
    {
        _batcher.Dispose();
        _session.Dispose();
        (Gradients as IDisposable)?.Dispose();
        (Contextual as IDisposable)?.Dispose();
    }

    private Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, ForwardTerms terms, CancellationToken cancellationToken)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].IsEmpty)
            {
                throw new ArgumentException($"Row {row} has no token; a row has at least one.", nameof(rows));
            }
        }

        GraphOutputs.Names(outputs);
        return _batcher.RunAsync(rows, outputs, terms, cancellationToken);
    }

    private sealed class TermedPass(OnnxForwardPass pass, ForwardTerms terms) : IForwardPass
    {
        public ForwardShape Shape => pass.Shape;

        public ReadOnlyMemory<float> Bias => pass.Bias;

        public IGradientPass? Gradients => pass.Gradients;

        public IEmbeddingPass? Embeddings => pass.Embeddings;

        public IContextualPass? Contextual => pass.Contextual;

        public IForwardPass Under(ForwardTerms other) => pass.Under(other);

        public Task<ForwardBatch> RunAsync(
            IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken) =>
            pass.RunAsync(rows, outputs, terms, cancellationToken);
    }
}
