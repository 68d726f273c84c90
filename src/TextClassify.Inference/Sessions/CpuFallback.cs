using Microsoft.ML.OnnxRuntime;

namespace TextClassify.Inference.Sessions;

/// <summary>A graph's second session, on the CPU, for runs that CUDA fails or is left alone for. It is opened at the first of them. Safe for concurrent use.</summary>
/// <param name="circuit">Shared by all graphs.</param>
/// <param name="open">Opens the graph on the CPU.</param>
internal sealed class CpuFallback(CudaCircuit circuit, Func<InferenceSession> open) : IDisposable
{
    // A failure to open is tried again by the next run.
    private readonly Lock _lock = new();
    private InferenceSession? _session;

    /// <summary>Runs on CUDA, or on the CPU where that fails.</summary>
    /// <exception cref="OnnxRuntimeException">It fails on the CPU as well.</exception>
    public T Run<T>(InferenceSession onCuda, Func<InferenceSession, T> run) =>
        circuit.TryRun(() => run(onCuda), out var result, out _) ? result! : run(OnCpu());

    public void Dispose() => _session?.Dispose();

    private InferenceSession OnCpu()
    {
        lock (_lock)
        {
            return _session ??= open();
        }
    }
}
