using TextClassify.Text;

namespace TextClassify.Explain.Quality;

/// <summary>Takes tokens out of a text.</summary>
internal static class Removal
{
    /// <summary>Writes the text without the tokens marked.</summary>
    /// <param name="ids">[T].</param>
    /// <param name="removed">[T], true where a token goes.</param>
    /// <param name="rule">What stands in its place.</param>
    /// <param name="row">[T]; written from its start.</param>
    /// <returns>The tokens written; none when every token was deleted.</returns>
    public static int WriteRow(ReadOnlySpan<int> ids, ReadOnlySpan<bool> removed, RemovalRule rule, Span<int> row)
    {
        int substitute = rule is RemovalRule.Pad ? Vocabulary.PadId : Vocabulary.UnknownId, length = 0;
        for (int token = 0; token < ids.Length; token++)
        {
            if (!removed[token])
            {
                row[length++] = ids[token];
            }
            else if (rule is not RemovalRule.Delete)
            {
                row[length++] = substitute;
            }
        }

        return length;
    }
}
