namespace TextClassify.Forward;

/// <summary>A character language model. Safe for concurrent use.</summary>
public interface ILanguagePass
{
    LanguageShape Shape { get; }

    /// <summary>
    /// How surprising each character of a row is after those before it: -log2 p, in bits, one for every id but the first. The same row
    /// gives the same numbers (1e-4) in any company.
    /// </summary>
    /// <param name="rows">Ids, each row at least two; not written to, and not read after the task ends, cancelled or not.</param>
    /// <param name="cancellationToken">Ends the wait; a run under way is finished first.</param>
    /// <exception cref="ForwardQueueFullException">Too many calls wait.</exception>
    Task<LanguageBatch> ScoreAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken);

    /// <summary>
    /// The last layer's state behind each character of a row, and the zones its gates were made of. Rows and waits as for
    /// <see cref="ScoreAsync"/>; the same row gives the same numbers (1e-4) in any company.
    /// </summary>
    Task<LanguageStatesBatch> ReadStatesAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken);

    /// <summary>
    /// Reads rows, all from one state, and says what follows each. What the rows share at their beginning is read once; the same row gives
    /// the same numbers (1e-4) in any company.
    /// </summary>
    /// <param name="state">[L,H] behind what was read before; empty at a text's beginning.</param>
    /// <param name="rows">Ids, each row at least one; used as in <see cref="ScoreAsync"/>.</param>
    /// <param name="cancellationToken">Ends the wait; a run under way is finished first.</param>
    /// <exception cref="ForwardQueueFullException">Too many calls wait.</exception>
    Task<LanguageReading> ReadAsync(
        ReadOnlyMemory<float> state, IReadOnlyList<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken);

    /// <summary>
    /// The backward pass from a state: its classes are the characters that may come behind a row, its tokens the characters of the row, by
    /// their ids. Null where the package has none.
    /// </summary>
    /// <param name="state">[L,H] behind what was read before; empty at a text's beginning.</param>
    IGradientPass? GradientsFrom(ReadOnlyMemory<float> state) => null;

    /// <summary>A reader at a text's beginning.</summary>
    ILanguageReader OpenReader();
}

/// <summary>Reads characters one after another and keeps the state between. For one caller at a time.</summary>
public interface ILanguageReader : IDisposable
{
    /// <summary>Reads one character.</summary>
    /// <param name="id">The character.</param>
    /// <param name="logits">Of the next one, [V]; written.</param>
    /// <param name="cancellationToken">Ends the wait for a turn.</param>
    ValueTask ReadAsync(int id, Memory<float> logits, CancellationToken cancellationToken);
}

/// <param name="Bits">One list a row.</param>
/// <param name="Queue">Waiting for a turn.</param>
/// <param name="Compute">Running the model.</param>
public sealed record LanguageBatch(float[][] Bits, TimeSpan Queue, TimeSpan Compute);

/// <param name="Logits">Of the character behind each row, [V].</param>
/// <param name="State">[L,H] behind the row where it was the only one, to go on from; else empty.</param>
/// <param name="Queue">Waiting for a turn.</param>
/// <param name="Compute">Running the model.</param>
public sealed record LanguageReading(float[][] Logits, ReadOnlyMemory<float> State, TimeSpan Queue, TimeSpan Compute);

/// <param name="Rows">One a row.</param>
/// <param name="Queue">Waiting for a turn.</param>
/// <param name="Compute">Running the model.</param>
public sealed record LanguageStatesBatch(LanguageStates[] Rows, TimeSpan Queue, TimeSpan Compute);

/// <summary>What a row's T characters left behind, its first id's left out; row-major.</summary>
/// <param name="States">[T,H].</param>
/// <param name="Zones">[T,J,dz], composed.</param>
public sealed record LanguageStates(float[] States, float[] Zones);

/// <param name="Characters">V, rows of the vocabulary.</param>
/// <param name="Layers">L.</param>
/// <param name="StateWidth">H.</param>
/// <param name="Zones">J, composed zones of a layer's gates.</param>
/// <param name="ZoneWidth">dz.</param>
public sealed record LanguageShape(int Characters, int Layers, int StateWidth, int Zones, int ZoneWidth);
