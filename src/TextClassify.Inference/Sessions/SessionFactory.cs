namespace TextClassify.Inference.Sessions;

/// <summary>Opens graphs on the best provider the configuration and the machine allow.</summary>
/// <param name="options">Where to run.</param>
/// <param name="time">Measures for how long CUDA is left alone.</param>
internal sealed class SessionFactory(InferenceOptions options, TimeProvider? time = null)
{
    private const string CudaProvider = "CUDAExecutionProvider";

    private readonly CudaCircuit _circuit = new(time ?? TimeProvider.System);

    /// <summary>Opens a graph by its path, so that its external data are found beside it and mapped, not copied.</summary>
    /// <param name="path">The graph's.</param>
    /// <param name="scope">Who may end its runs; null for nobody.</param>
    /// <param name="cancellationToken">Ends the opening, where the runtime looks: between the passes of its optimiser.</param>
    /// <exception cref="OnnxRuntimeException">The graph cannot be loaded on the CPU either.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public (GraphSession Session, ExecutionProviderReport Report) Open(
        string path, RunScope? scope = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (options.ExecutionProvider is ExecutionProvider.Cpu)
        {
            return OpenOnCpu(path, "The configuration asks for it.", scope, cancellationToken);
        }

        if (!OrtEnv.Instance().GetAvailableProviders().Contains(CudaProvider))
        {
            return OpenOnCpu(
                path,
                "This build of ONNX Runtime has no CUDA provider; build with -p:OnnxRuntimeFlavor=Gpu to have it.",
                scope,
                cancellationToken);
        }

        using var session = NewOptions();
        if (!_circuit.TryRun(() => Append(session), out _, out string reason))
        {
            return OpenOnCpu(path, reason, scope, cancellationToken);
        }

        try
        {
            var fallback = new CpuFallback<InferenceSession>(_circuit, () => OnCpu(path));
            var graph = new GraphSession(Create(path, session, cancellationToken), scope, fallback);
            return (graph, Report(ExecutionProvider.Cuda, "CUDA is there."));
        }
        catch (OnnxRuntimeException error)
        {
            // No failure of CUDA's own, as far as is known: a graph that is broken opens nowhere.
            return OpenOnCpu(path, $"CUDA could not open the graph: {RuntimeMessage.Of(error)}", scope, cancellationToken);
        }
    }

    private static bool Append(SessionOptions session)
    {
        session.AppendExecutionProvider_CUDA();
        return true;
    }

    private (GraphSession Session, ExecutionProviderReport Report) OpenOnCpu(
        string path, string reason, RunScope? scope, CancellationToken cancellationToken) =>
        (new GraphSession(OnCpu(path, cancellationToken), scope), Report(ExecutionProvider.Cpu, reason));

    private InferenceSession OnCpu(string path, CancellationToken cancellationToken = default)
    {
        using var session = NewOptions();
        return Create(path, session, cancellationToken);
    }

    private static InferenceSession Create(string path, SessionOptions options, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(
            static state => ((SessionOptions)state!).SetLoadCancellationFlag(true), options);
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException error) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The graph's opening was ended.", error, cancellationToken);
        }
    }

    private ExecutionProviderReport Report(ExecutionProvider effective, string reason) => new(options.ExecutionProvider, effective, reason);

    private SessionOptions NewOptions() => new()
    {
        IntraOpNumThreads = options.IntraOpThreads,
        InterOpNumThreads = 1,
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,

        // The runtime writes to standard error past the host's log; what matters comes back as an exception.
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
    };
}
