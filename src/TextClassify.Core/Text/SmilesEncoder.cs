using TextClassify.Molecules;

namespace TextClassify.Text;

/// <summary>
/// Reads a text as symbols of SMILES; see <see cref="SmilesTokens"/>. A text that isn't SMILES is read too, a character at a time; white
/// space stands for nothing.
/// </summary>
public sealed class SmilesEncoder : ITextEncoder
{
    /// <param name="vocabulary">The model's symbols.</param>
    /// <param name="maxTokens">Symbols beyond this are counted and left out; at least 1.</param>
    public SmilesEncoder(Vocabulary vocabulary, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        Vocabulary = vocabulary;
        MaxTokens = maxTokens;
    }

    public int MaxTokens { get; }

    public Vocabulary Vocabulary { get; }

    public SpecialIds Special => Vocabulary.Special;

    public int Count => Vocabulary.Count;

    public string this[int id] => Vocabulary[id];

    /// <summary>An atom that isn't known is no other atom: numbers are not folded as those of words are.</summary>
    public int IdOf(ReadOnlySpan<char> piece) => Vocabulary.TryGetId(piece, out int id) ? id : Special.Unknown;

    public ITextEncoder WithLimit(int maxTokens) => new SmilesEncoder(Vocabulary, maxTokens);

    /// <summary>False: an atom in the place of another makes another molecule, or none.</summary>
    public bool IsWord(int id) => false;

    public EncodedText Encode(string text)
    {
        var ids = new List<int>(text.Length);
        var spans = new List<TokenSpan>(text.Length);
        int total = 0;
        int length;
        for (int place = 0; place < text.Length; place += length)
        {
            length = LengthAt(text, place);
            if (char.IsWhiteSpace(text[place]))
            {
                continue;
            }

            if (total++ < MaxTokens)
            {
                ids.Add(IdOf(text.AsSpan(place, length)));
                spans.Add(new TokenSpan(place, place + length));
            }
        }

        return new EncodedText(ids.ToArray(), spans.ToArray(), total) { Special = Special };
    }

    // A surrogate pair, which is no SMILES, stays whole.
    private static int LengthAt(string text, int place) =>
        char.IsHighSurrogate(text[place]) && place + 1 < text.Length && char.IsLowSurrogate(text[place + 1])
            ? 2
            : SmilesTokens.LengthOfFirst(text.AsSpan(place));
}
