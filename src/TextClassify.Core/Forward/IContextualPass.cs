namespace TextClassify.Forward;

/// <summary>
/// Splits the logits of a text into what a phrase gives and what everything else gives (<see cref="Models.ContextualGraph"/>). Safe for
/// concurrent use.
/// </summary>
public interface IContextualPass
{
    /// <summary>
    /// Runs a text once for each phrase, in blocks. A phrase's numbers do not depend on the phrases beside it (1e-5). The memory is not
    /// touched after the task ends, also when cancelled.
    /// </summary>
    /// <param name="ids">T tokens, at least one.</param>
    /// <param name="phrases">P phrases within the text.</param>
    /// <param name="cancellationToken">Seen between blocks.</param>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows; nothing was run.</exception>
    Task<ContextualBatch> RunAsync(ReadOnlyMemory<int> ids, IReadOnlyList<Phrase> phrases, CancellationToken cancellationToken);
}
