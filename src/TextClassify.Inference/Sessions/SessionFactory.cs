using Microsoft.ML.OnnxRuntime;

namespace TextClassify.Inference.Sessions;

/// <summary>Opens graphs on the best provider the configuration and the machine allow.</summary>
internal sealed class SessionFactory(InferenceOptions options)
{
    private const string CudaProvider = "CUDAExecutionProvider";

    /// <summary>Opens a graph by its path, so that its external data are found beside it and mapped, not copied.</summary>
    /// <exception cref="OnnxRuntimeException">The graph cannot be loaded on the CPU either.</exception>
    public (InferenceSession Session, ExecutionProviderReport Report) Open(string path)
    {
        if (options.ExecutionProvider is ExecutionProvider.Cpu)
        {
            return OpenOnCpu(path, "The configuration asks for it.");
        }

        if (!OrtEnv.Instance().GetAvailableProviders().Contains(CudaProvider))
        {
            return OpenOnCpu(path, "This build of ONNX Runtime has no CUDA provider; build with -p:OnnxRuntimeFlavor=Gpu to have it.");
        }

        try
        {
            using var session = NewOptions();
            session.AppendExecutionProvider_CUDA();
            return (new InferenceSession(path, session), Report(ExecutionProvider.Cuda, "CUDA is there."));
        }
        catch (Exception error) when (error is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            return OpenOnCpu(path, $"CUDA could not be started: {FirstLine(error.Message)}");
        }
    }

    internal static string FirstLine(string message)
    {
        int end = message.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? message : message[..end];
    }

    private (InferenceSession Session, ExecutionProviderReport Report) OpenOnCpu(string path, string reason)
    {
        using var session = NewOptions();
        return (new InferenceSession(path, session), Report(ExecutionProvider.Cpu, reason));
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
