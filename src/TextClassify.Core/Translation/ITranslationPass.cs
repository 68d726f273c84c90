namespace TextClassify.Translation;

/// <summary>A net that reads a text and writes another. Safe for concurrent use.</summary>
public interface ITranslationPass
{
    TranslatorShape Shape { get; }

    /// <summary>Reads a source and stands before the first symbol of what is written.</summary>
    /// <param name="source">Ids without edges, at least one; not read after the task ends.</param>
    /// <param name="mostRows">Texts that are written side by side, at most.</param>
    /// <param name="cancellationToken">Ends the wait; a run under way is finished first.</param>
    /// <exception cref="ForwardQueueFullException">Too many calls wait.</exception>
    Task<ITranslationWriter> ReadAsync(ReadOnlyMemory<int> source, int mostRows, CancellationToken cancellationToken);
}

/// <summary>Writes texts side by side, all of one source. For one caller at a time.</summary>
public interface ITranslationWriter : IDisposable
{
    /// <summary>[rows,V] of the last step, the next symbol's; valid until the next step.</summary>
    ReadOnlyMemory<float> Logits { get; }

    /// <summary>[rows,S] of the last step: where each row looked back in the source, which sums to 1; valid until the next step.</summary>
    ReadOnlyMemory<float> Attention { get; }

    /// <summary>Waiting for turns, and running, so far.</summary>
    (TimeSpan Queue, TimeSpan Compute) Times { get; }

    /// <summary>Reads a symbol in each row.</summary>
    /// <param name="ids">One a row, <see cref="SymbolVocabulary.EdgeId"/> first.</param>
    /// <param name="parents">The row of the step before that each goes on from; ignored at the first.</param>
    /// <param name="cancellationToken">Ends the wait for a turn.</param>
    ValueTask StepAsync(ReadOnlyMemory<int> ids, ReadOnlyMemory<int> parents, CancellationToken cancellationToken);
}

/// <param name="Symbols">V, rows of the vocabulary.</param>
/// <param name="ReaderWidth">2m, numbers kept of a source's symbol.</param>
/// <param name="WriterWidth">H, the writer's state.</param>
/// <param name="MaxSymbols">Most symbols of a source, and of what is written.</param>
public sealed record TranslatorShape(int Symbols, int ReaderWidth, int WriterWidth, int MaxSymbols);
