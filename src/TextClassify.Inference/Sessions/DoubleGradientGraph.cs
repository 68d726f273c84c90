namespace TextClassify.Inference.Sessions;

/// <summary>
/// Runs an <see cref="ModelManifest.ExplainFile"/> that was written in double precision. No service does; the check at export does.
/// </summary>
internal sealed class DoubleGradientGraph : IDisposable
{
    private static readonly string[] InputNames = [ExplainGraph.Embeddings, ExplainGraph.Lengths, ExplainGraph.TargetWeights];
    private static readonly string[] InputNamesAndState = [.. InputNames, ExplainGraph.State];
    private static readonly string[] OutputNames = [ExplainGraph.Gradients];

    private readonly InferenceSession _session;

    public DoubleGradientGraph(byte[] graph)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(graph, options);
    }

    /// <summary>The gradients, [B,T,D].</summary>
    /// <param name="embeddings">[B,T,D].</param>
    /// <param name="lengths">[B].</param>
    /// <param name="targetWeights">[B,C].</param>
    /// <param name="state">[L,B,H], for a language model's graph; null for another.</param>
    public double[] Run(double[] embeddings, long[] lengths, double[] targetWeights, double[]? state = null)
    {
        int rows = lengths.Length, width = _session.InputMetadata[ExplainGraph.Embeddings].Dimensions[2];
        using var options = new RunOptions();
        using var pointValue = OrtValue.CreateTensorValueFromMemory(embeddings, [rows, embeddings.Length / rows / width, width]);
        using var lengthValue = OrtValue.CreateTensorValueFromMemory(lengths, [rows]);
        using var targetValue = OrtValue.CreateTensorValueFromMemory(targetWeights, [rows, targetWeights.Length / rows]);
        using var stateValue = state is null ? null : OrtValue.CreateTensorValueFromMemory(state, StateShape(rows));
        using var outputs = stateValue is null
            ? _session.Run(options, InputNames, [pointValue, lengthValue, targetValue], OutputNames)
            : _session.Run(options, InputNamesAndState, [pointValue, lengthValue, targetValue, stateValue], OutputNames);
        return outputs[0].GetTensorDataAsSpan<double>().ToArray();
    }

    private long[] StateShape(int rows)
    {
        int[] declared = _session.InputMetadata[ExplainGraph.State].Dimensions;
        return [declared[0], rows, declared[2]];
    }

    public void Dispose() => _session.Dispose();
}
