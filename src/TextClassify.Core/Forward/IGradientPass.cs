namespace TextClassify.Forward;

/// <summary>Runs a model from embeddings and back to them (<see cref="Models.ExplainGraph"/>). Safe for concurrent use.</summary>
public interface IGradientPass : IEmbeddingPass
{
    /// <summary>
    /// Runs rows of equal length. The memory belongs to the caller and is not touched after the task ends, also when cancelled.
    /// </summary>
    /// <param name="embeddings">[rows,T,D].</param>
    /// <param name="tokens">T, at least one.</param>
    /// <param name="targetWeights">w, [rows,C]: a row's gradient is that of sum_c w_c z_c.</param>
    /// <param name="logits">Receives z, [rows,C], before temperature.</param>
    /// <param name="gradients">
    /// Receives d (sum_c w_c z_c) / d embedding, [rows,T,D]; empty where only the logits are wanted, which skips the way back.
    /// </param>
    /// <param name="cancellationToken">Seen before the run.</param>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows; nothing was run.</exception>
    Task<GradientTiming> RunAsync(
        ReadOnlyMemory<float> embeddings,
        int tokens,
        ReadOnlyMemory<float> targetWeights,
        Memory<float> logits,
        Memory<float> gradients,
        CancellationToken cancellationToken);

    // The logits do not depend on the weights, but a graph of one piece asks for them.
    Task<GradientTiming> IEmbeddingPass.RunAsync(
        ReadOnlyMemory<float> embeddings, int tokens, Memory<float> logits, CancellationToken cancellationToken) =>
        RunAsync(embeddings, tokens, new float[logits.Length], logits, Memory<float>.Empty, cancellationToken);
}
