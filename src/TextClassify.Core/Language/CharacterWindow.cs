namespace TextClassify.Language;

/// <summary>The last characters before a place in a text, as methods of explanation read tokens, and what stands before them.</summary>
/// <param name="Text">
/// The characters. Their ids are those of the character vocabulary, but that of the unknown character stands for the unknown word and that
/// of a text's edge for padding, which is where the methods look for what replaces a token.
/// </param>
/// <param name="Before">Ids of the character vocabulary: the edge, and every character before the window.</param>
public sealed record CharacterWindow(EncodedText Text, ReadOnlyMemory<int> Before)
{
    /// <param name="vocabulary">The known characters.</param>
    /// <param name="text">UTF-16.</param>
    /// <param name="position">Where the window ends: at least 1, and not within a character.</param>
    /// <param name="most">Most characters in the window, at least 1.</param>
    public static CharacterWindow Of(CharacterVocabulary vocabulary, string text, int position, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(position, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        string read = text[..position];
        int[] starts = new int[position];
        int[] ids = TextRow.Of(vocabulary, read, starts).Ids;
        int count = ids.Length - 1, first = Math.Max(0, count - most);
        var spans = new TokenSpan[count - first];
        for (int i = 0; i < spans.Length; i++)
        {
            int at = first + i;
            spans[i] = new TokenSpan(starts[at], at + 1 < count ? starts[at + 1] : position);
        }

        int[] window = ids[(first + 1)..];
        Exchange(window);
        return new CharacterWindow(new EncodedText(window, spans, count), ids.AsMemory(0, first + 1));
    }

    /// <summary>Goes from the ids of the one vocabulary to those of the other, either way.</summary>
    internal static void Exchange(Span<int> ids)
    {
        foreach (ref int id in ids)
        {
            id = id switch
            {
                CharacterVocabulary.UnknownId => Vocabulary.UnknownId,
                CharacterVocabulary.EdgeId => Vocabulary.PadId,
                _ => id,
            };
        }
    }
}
