using Microsoft.ML.OnnxRuntime;
using TextClassify.Forward;

namespace TextClassify.Inference.Sessions;

/// <summary>A graph that is open, and runs that can be ended.</summary>
/// <param name="session">Owned by this instance.</param>
/// <param name="scope">Who may end its runs; null for nobody.</param>
internal sealed class GraphSession(InferenceSession session, RunScope? scope = null) : IDisposable
{
    // Read only by runs, so all of them share it.
    private static readonly RunOptions Unwatched = new();

    public IReadOnlyDictionary<string, NodeMetadata> InputMetadata => session.InputMetadata;

    public IReadOnlyDictionary<string, NodeMetadata> OutputMetadata => session.OutputMetadata;

    /// <summary>Gives the outputs, which belong to the caller.</summary>
    /// <exception cref="RunEndedException">It was ended.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(string[] inputNames, OrtValue[] inputs, string[] outputNames)
    {
        if (scope is null)
        {
            return session.Run(Unwatched, inputNames, inputs, outputNames);
        }

        var run = scope.Watch.Enter(scope);
        try
        {
            return session.Run(run.Options, inputNames, inputs, outputNames);
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

    /// <summary>Writes the outputs where the caller says.</summary>
    /// <exception cref="RunEndedException">It was ended.</exception>
    public void Run(string[] inputNames, OrtValue[] inputs, string[] outputNames, OrtValue[] outputs)
    {
        if (scope is null)
        {
            session.Run(Unwatched, inputNames, inputs, outputNames, outputs);
            return;
        }

        var run = scope.Watch.Enter(scope);
        try
        {
            session.Run(run.Options, inputNames, inputs, outputNames, outputs);
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

    public void Dispose() => session.Dispose();
}
