namespace TextClassify.Language;

/// <summary>
/// A language model as a classifier of the character behind a text. The text before the rows is read once and stays as it is. Safe for
/// concurrent use.
/// </summary>
public sealed class NextCharacter : IForwardPass
{
    // A caller who leaves ends the reading of a long text between two pieces.
    private const int Piece = 2_048;

    private readonly ILanguagePass _model;
    private readonly ReadOnlyMemory<float> _state;

    private NextCharacter(ILanguagePass model, LanguageReading before)
    {
        _model = model;
        _state = before.State;
        Gradients = model.GradientsFrom(before.State) is { } pass ? new CharacterGradients(pass) : null;
        Bias = before.Logits[0];
    }

    /// <summary>A class is a row of the character vocabulary.</summary>
    public ForwardShape Shape => ShapeOf(_model);

    /// <summary>[V], what follows the text before the rows when nothing stands between.</summary>
    public ReadOnlyMemory<float> Bias { get; }

    public IGradientPass? Gradients { get; }

    public static ForwardShape ShapeOf(ILanguagePass model) =>
        new(model.Shape.Characters, Aspects: 0, model.Shape.StateWidth, WordWidth: 0);

    /// <summary>Reads the text before the rows.</summary>
    /// <param name="model">The model.</param>
    /// <param name="before">Ids of the character vocabulary, a text's edge first.</param>
    /// <param name="cancellationToken">Seen between pieces.</param>
    public static async Task<NextCharacter> OpenAsync(ILanguagePass model, ReadOnlyMemory<int> before, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(before.Length);
        var reading = new LanguageReading([], ReadOnlyMemory<float>.Empty, default, default);
        for (int start = 0; start < before.Length; start += Piece)
        {
            var piece = before.Slice(start, Math.Min(Piece, before.Length - start));
            reading = await model.ReadAsync(reading.State, [piece], cancellationToken).ConfigureAwait(false);
        }

        return new NextCharacter(model, reading);
    }

    /// <param name="rows">Ids as <see cref="CharacterWindow"/> gives them.</param>
    /// <param name="outputs">Logits, of the character behind each row; there are no others.</param>
    /// <param name="cancellationToken">Seen before the run.</param>
    public async Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs, ForwardOutputs.Logits);
        var characters = new ReadOnlyMemory<int>[rows.Count];
        for (int row = 0; row < characters.Length; row++)
        {
            int[] ids = rows[row].ToArray();
            CharacterWindow.Exchange(ids);
            characters[row] = ids;
        }

        var reading = await _model.ReadAsync(_state, characters, cancellationToken).ConfigureAwait(false);
        return new ForwardBatch(
            Array.ConvertAll(reading.Logits, logits => new ForwardResult { Logits = logits }), reading.Queue, reading.Compute);
    }
}
