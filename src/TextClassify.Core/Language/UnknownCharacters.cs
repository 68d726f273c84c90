namespace TextClassify.Language;

/// <summary>
/// What a character costs that a model has no row for. The model's own surprisal is of "some unknown character", which a second one behind
/// the first hardly is; but which one it is the model can't tell at all. So it costs at least as many bits as it takes to name one of
/// Unicode's characters, log2(1,112,064) = 20.1.
/// </summary>
public static class UnknownCharacters
{
    private const int ScalarValues = 0x110000 - 0x800;

    /// <summary>Least surprisal of one.</summary>
    public static readonly float LeastBits = (float)Math.Log2(ScalarValues);

    /// <summary>Raises the bits of unknown characters to <see cref="LeastBits"/>.</summary>
    /// <param name="ids">The characters, one a number of <paramref name="bits"/>.</param>
    /// <param name="bits">By the model; what is no number stays so.</param>
    public static void Charge(ReadOnlySpan<int> ids, Span<float> bits)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(ids.Length, bits.Length);
        for (int i = 0; i < ids.Length; i++)
        {
            if (ids[i] == CharacterVocabulary.UnknownId && bits[i] < LeastBits)
            {
                bits[i] = LeastBits;
            }
        }
    }
}
