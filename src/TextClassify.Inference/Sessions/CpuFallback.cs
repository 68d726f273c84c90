namespace TextClassify.Inference.Sessions;

/// <summary>
/// A graph's second session, on the CPU, for runs that CUDA fails or is left alone for. It is opened at the first of them. Safe for
/// concurrent use.
/// </summary>
/// <param name="circuit">Shared by all graphs.</param>
/// <param name="open">Opens the graph on the CPU.</param>
/// <typeparam name="TSession">What runs graphs.</typeparam>
internal sealed class CpuFallback<TSession>(CudaCircuit circuit, Func<TSession> open) : IDisposable
    where TSession : class, IDisposable
{
    // A failure to open is tried again by the next run.
    private readonly Lock _lock = new();
    private TSession? _session;

    /// <summary>Runs on CUDA, or on the CPU where that fails.</summary>
    /// <remarks>What the CPU throws passes through.</remarks>
    public T Run<T>(TSession onCuda, Func<TSession, T> run) =>
        circuit.TryRun(() => run(onCuda), out var result, out _) ? result! : run(OnCpu());

    public void Dispose() => _session?.Dispose();

    private TSession OnCpu()
    {
        lock (_lock)
        {
            return _session ??= open();
        }
    }
}
