using Microsoft.ML.OnnxRuntime;
using TextClassify.Forward;
using TextClassify.Models;

namespace TextClassify.Inference.Sessions;

/// <summary>
/// Runs <see cref="ModelManifest.ForwardFile"/>. One session serves concurrent runs; the gate bounds how many.
/// A call that finds the gate free computes on its own thread and never hops to another.
/// </summary>
public sealed class OnnxForwardPass : IForwardPass, IDisposable
{
    private readonly SharedSession _session;
    private readonly ForwardGate _gate;
    private readonly TimeProvider _time;
    private readonly int _maxTokens;

    /// <param name="session">Owned by this instance. Its graph fits <paramref name="shape"/>.</param>
    /// <param name="shape">The graph's widths.</param>
    /// <param name="gate">Shared by all models.</param>
    /// <param name="maxTokens">Most tokens of one run, padding included.</param>
    /// <param name="time">Measures queue and compute.</param>
    internal OnnxForwardPass(InferenceSession session, ForwardShape shape, ForwardGate gate, int maxTokens, TimeProvider time)
    {
        _session = new SharedSession(session);
        _gate = gate;
        _time = time;
        _maxTokens = maxTokens;
        Shape = shape;
        Bias = ForwardRun.Bias(session);
    }

    /// <summary>Opens a graph that is in no package, with a gate of its own.</summary>
    /// <param name="path">Of the graph; its external data lie beside it.</param>
    /// <param name="shape">The graph's widths; not checked.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="time">Measures queue and compute.</param>
    public static OnnxForwardPass Open(string path, ForwardShape shape, InferenceOptions options, TimeProvider time)
    {
        var (session, _) = new SessionFactory(options).Open(path);
        return new OnnxForwardPass(session, shape, ForwardGate.Create(options), options.MaxBatchTokens, time);
    }

    public ForwardShape Shape { get; }

    public ReadOnlyMemory<float> Bias { get; }

    /// <summary>Owned by this instance where it is disposable.</summary>
    public IGradientPass? Gradients { get; init; }

    /// <summary>Owned by this instance where it is disposable.</summary>
    public IContextualPass? Contextual { get; init; }

    public async Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].IsEmpty)
            {
                throw new ArgumentException($"Row {row} has no token; a row has at least one.", nameof(rows));
            }
        }

        string[] names = GraphOutputs.Names(outputs);
        var results = new ForwardResult[rows.Count];
        TimeSpan queue = TimeSpan.Zero, compute = TimeSpan.Zero;
        bool admitted = false;
        foreach (var block in ForwardPlan.Cut(rows, _maxTokens))
        {
            cancellationToken.ThrowIfCancellationRequested();
            long asked = _time.GetTimestamp();
            await _gate.EnterAsync(admitted, cancellationToken).ConfigureAwait(false);
            long entered = _time.GetTimestamp();
            try
            {
                Run(rows, block, outputs, names, results);
            }
            finally
            {
                _gate.Exit();
            }

            admitted = true;
            queue += _time.GetElapsedTime(asked, entered);
            compute += _time.GetElapsedTime(entered);
        }

        return new ForwardBatch(results, queue, compute);
    }

    /// <summary>Later calls throw; runs under way end as they would.</summary>
    public void Dispose()
    {
        _session.Dispose();
        (Gradients as IDisposable)?.Dispose();
        (Contextual as IDisposable)?.Dispose();
    }

    private void Run(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardBlock block, ForwardOutputs outputs, string[] names, ForwardResult[] results)
    {
        var session = _session.Enter();
        try
        {
            ForwardRun.Run(session, Shape, rows, block, outputs, names, results);
        }
        finally
        {
            _session.Leave();
        }
    }
}
