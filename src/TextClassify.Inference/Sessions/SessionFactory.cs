using Microsoft.ML.OnnxRuntime;

namespace TextClassify.Inference.Sessions;

/// <summary>Opens graphs on the best provider the configuration and the machine allow.</summary>
internal sealed class SessionFactory(InferenceOptions options)
{
    private const string CudaProvider = "CUDAExecutionProvider";

    /// <summary>Opens a graph by its path, so that its external data are found beside it and mapped, not copied.</summary>
    /// <param name="path">The graph's.</param>
    /// <param name="scope">Who may end its runs; null for nobody.</param>
    /// <param name="cancellationToken">Ends the opening, where the runtime looks: between the passes of its optimiser.</param>
    /// <exception cref="OnnxRuntimeException">The graph cannot be loaded on the CPU either.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public (GraphSession Session, ExecutionProviderReport Report) Open(string path, RunScope? scope = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (options.ExecutionProvider is ExecutionProvider.Cpu)
        {
            return OpenOnCpu(path, "The configuration asks for it.", scope, cancellationToken);
        }

        if (!OrtEnv.Instance().GetAvailableProviders().Contains(CudaProvider))
        {
            return OpenOnCpu(path, "This build of ONNX Runtime has no CUDA provider; build with -p:OnnxRuntimeFlavor=Gpu to have it.", scope, cancellationToken);
        }

        try
        {
            using var session = NewOptions();
            session.AppendExecutionProvider_CUDA();
            return (Create(path, session, scope, cancellationToken), Report(ExecutionProvider.Cuda, "CUDA is there."));
        }
        catch (Exception error) when (error is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            return OpenOnCpu(path, $"CUDA could not be started: {RuntimeMessage.Of(error)}", scope, cancellationToken);
        }
    }

    private (GraphSession Session, ExecutionProviderReport Report) OpenOnCpu(
        string path, string reason, RunScope? scope, CancellationToken cancellationToken)
    {
        using var session = NewOptions();
        return (Create(path, session, scope, cancellationToken), Report(ExecutionProvider.Cpu, reason));
    }

    private static GraphSession Create(string path, SessionOptions options, RunScope? scope, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static state => ((SessionOptions)state!).SetLoadCancellationFlag(true), options);
        try
        {
            return new GraphSession(new InferenceSession(path, options), scope);
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
