namespace TextClassify.Text;

/// <summary>A text as a language model reads it.</summary>
/// <param name="Ids">The edge, then the characters.</param>
/// <param name="Unknown">Characters that are not known.</param>
public readonly record struct TextRow(int[] Ids, int Unknown)
{
    /// <param name="vocabulary">The known characters.</param>
    /// <param name="text">UTF-16.</param>
    /// <param name="starts">Takes where each character starts; empty, or as long as the text.</param>
    public static TextRow Of(CharacterVocabulary vocabulary, string text, Span<int> starts)
    {
        int[] ids = new int[text.Length + 1];
        ids[0] = CharacterVocabulary.EdgeId;
        int count = vocabulary.Encode(text, ids.AsSpan(1), starts);
        int unknown = ids.AsSpan(1, count).Count(CharacterVocabulary.UnknownId);
        Array.Resize(ref ids, count + 1);
        return new(ids, unknown);
    }
}
