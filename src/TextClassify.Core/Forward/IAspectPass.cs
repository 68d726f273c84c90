namespace TextClassify.Forward;

/// <summary>Reads texts, each once, and says what they think of their aspects. Safe for concurrent use.</summary>
public interface IAspectPass
{
    ForwardShape Shape { get; }

    /// <summary>b, [C]: what every logit of every aspect holds before any token speaks.</summary>
    ReadOnlyMemory<float> Bias { get; }

    /// <summary>
    /// Reads the texts and answers in their order. An aspect's numbers depend neither on the aspects of its text nor on the texts beside it
    /// (1e-5). The rows' memory is not touched after the task ends, also when cancelled.
    /// </summary>
    /// <param name="rows">Any mix of lengths.</param>
    /// <param name="outputs">What an aspect's result holds; word weights are its attention, a single row.</param>
    /// <param name="terms">How the call waits and fails.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows; nothing was run.</exception>
    /// <exception cref="ForwardDeadlineException">The call waited longer than its lane allows.</exception>
    Task<AspectBatch> RunAsync(
        IReadOnlyList<AspectRow> rows, ForwardOutputs outputs, ForwardTerms terms, CancellationToken cancellationToken);
}

/// <summary>A text and what is asked about it.</summary>
/// <param name="Ids">At least one token.</param>
/// <param name="Aspects">Within the text, any number, also overlapping; null takes those that the model itself finds.</param>
public readonly record struct AspectRow(ReadOnlyMemory<int> Ids, IReadOnlyList<TokenRange>? Aspects);

/// <summary>What the model said of one text.</summary>
/// <param name="Aspects">Those asked about, or those found, in the order of the text.</param>
/// <param name="Results">One an aspect, of the whole text's tokens; none where <paramref name="Fault"/> says why.</param>
/// <param name="Fault">Why the text could not be read; only in calls that are <see cref="ForwardTerms.Partial"/>.</param>
public sealed record AspectReading(IReadOnlyList<TokenRange> Aspects, ForwardResult[] Results, Exception? Fault = null);

/// <summary>Readings in the order of the rows that were asked, and where the time went.</summary>
public sealed record AspectBatch(AspectReading[] Readings, TimeSpan Queue, TimeSpan Compute);
