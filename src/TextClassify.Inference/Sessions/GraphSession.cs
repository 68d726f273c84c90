namespace TextClassify.Inference.Sessions;

/// <summary>A graph that is open, and runs that can be ended.</summary>
/// <param name="session">Owned by this instance.</param>
/// <param name="scope">Who may end its runs; null for nobody.</param>
/// <param name="fallback">Owned by this instance: what the CPU does where the session fails on CUDA; null on the CPU.</param>
internal sealed class GraphSession(InferenceSession session, RunScope? scope = null, CpuFallback<InferenceSession>? fallback = null)
    : IDisposable
{
    // Read only by runs, so all of them share it.
    private static readonly RunOptions Unwatched = new();

    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata => session.InputMetadata;

    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata => session.OutputMetadata;

    /// <summary>Gives the outputs, which belong to the caller.</summary>
    /// <exception cref="RunEndedException">It was ended.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(string[] inputNames, OrtValue[] inputs, string[] outputNames) => fallback is null
        ? RunOn(session, inputNames, inputs, outputNames)!
        : fallback.Run(session, on => RunOn(on, inputNames, inputs, outputNames))!;

    /// <summary>Writes the outputs where the caller says.</summary>
    /// <exception cref="RunEndedException">It was ended.</exception>
    public void Run(string[] inputNames, OrtValue[] inputs, string[] outputNames, OrtValue[] outputs)
    {
        if (fallback is null)
        {
            RunOn(session, inputNames, inputs, outputNames, outputs);
        }
        else
        {
            fallback.Run(session, on => RunOn(on, inputNames, inputs, outputNames, outputs));
        }
    }

    public void Dispose()
    {
        session.Dispose();
        fallback?.Dispose();
    }

    private IDisposableReadOnlyCollection<OrtValue>? RunOn(
        InferenceSession on, string[] inputNames, OrtValue[] inputs, string[] outputNames, OrtValue[]? outputs = null)
    {
        if (scope is null)
        {
            return RunOn(on, Unwatched, inputNames, inputs, outputNames, outputs);
        }

        var run = scope.Watch.Enter(scope);
        try
        {
            return RunOn(on, run.Options, inputNames, inputs, outputNames, outputs);
        }
        catch (OnnxRuntimeException error) when (run.End is { } end)
        {
            throw new RunEndedException(end, error);
        }
        finally
        {
            scope.Watch.Leave(run);
        }
    }

    private static IDisposableReadOnlyCollection<OrtValue>? RunOn(
        InferenceSession on, RunOptions options, string[] inputNames, OrtValue[] inputs, string[] outputNames, OrtValue[]? outputs)
    {
        if (outputs is null)
        {
            return on.Run(options, inputNames, inputs, outputNames);
        }

        on.Run(options, inputNames, inputs, outputNames, outputs);
        return null;
    }
}
