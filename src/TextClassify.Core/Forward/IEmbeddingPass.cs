namespace TextClassify.Forward;

/// <summary>Runs a model forward from embeddings. Safe for concurrent use.</summary>
public interface IEmbeddingPass
{
    /// <summary>D.</summary>
    int EmbeddingWidth { get; }

    /// <summary>V: ids run from 0 to V - 1.</summary>
    int VocabularySize { get; }

    /// <summary>Writes the embeddings of <paramref name="ids"/>, [T,D], as the forward pass reads them.</summary>
    void Embed(ReadOnlySpan<int> ids, Span<float> embeddings);

    /// <summary>
    /// Runs rows of equal length. The memory belongs to the caller and is not touched after the task ends, also when cancelled.
    /// </summary>
    /// <param name="embeddings">[rows,T,D].</param>
    /// <param name="tokens">T, at least one.</param>
    /// <param name="logits">Receives z, [rows,C], before temperature.</param>
    /// <param name="cancellationToken">Seen before the run.</param>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows; nothing was run.</exception>
    Task<GradientTiming> RunAsync(ReadOnlyMemory<float> embeddings, int tokens, Memory<float> logits, CancellationToken cancellationToken);
}
