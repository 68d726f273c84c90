using System.Text;

namespace TextClassify.Explain.Counterfactuals;

/// <summary>Carries edits of tokens out on the text as it was sent; what no edit touches stays as it was.</summary>
internal static class EditedText
{
    public static string Write(SourceText source, ReadOnlySpan<TokenSpan> spans, EditSet edits) => Write(source, spans, edits, null);

    /// <summary>The edits with their places in both texts.</summary>
    public static IReadOnlyList<TokenEdit> Describe(SourceText source, ReadOnlySpan<TokenSpan> spans, EditSet edits)
    {
        var list = new List<TokenEdit>(edits.Count);
        Write(source, spans, edits, list);
        return list;
    }

    private static string Write(SourceText source, ReadOnlySpan<TokenSpan> spans, EditSet edits, List<TokenEdit>? list)
    {
        string text = source.Text;
        var edited = new StringBuilder(text.Length + 16);
        int copied = 0;
        for (int token = 0; token < edits.Tokens; token++)
        {
            if (edits[token] == EditSet.Kept)
            {
                continue;
            }

            // Pieces of one character have one span, which is edited once.
            int start = Math.Max(copied, spans[token].Start), end = Math.Max(copied, spans[token].End);
            string after = "";
            if (edits[token] == EditSet.Deleted)
            {
                (start, end) = WithBlank(text, start, end, copied);
            }
            else
            {
                after = LikeIn(source.Encoder[edits[token]], text.AsSpan(start, end - start));
            }

            edited.Append(text, copied, start - copied).Append(after);
            list?.Add(new TokenEdit(token, start, end, after, edited.Length - after.Length, edited.Length));
            copied = end;
        }

        return edited.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>A deleted word takes the blank before it along, or at the head of the text the one after, so that no two meet.</summary>
    private static (int Start, int End) WithBlank(string text, int start, int end, int copied)
    {
        bool blankAfter = end == text.Length || text[end] == ' ';
        return !blankAfter ? (start, end)
            : start > copied && text[start - 1] == ' ' ? (start - 1, end)
            : start == copied && end < text.Length && (start == 0 || text[start - 1] == ' ') ? (start, end + 1)
            : (start, end);
    }

    /// <summary>The vocabulary is in lower case; a capital at the head, or capitals throughout, are carried over.</summary>
    private static string LikeIn(string word, ReadOnlySpan<char> surface)
    {
        if (surface.IsEmpty || !char.IsUpper(surface[0]))
        {
            return word;
        }

        bool shouted = surface.Length > 1 && !surface.ContainsAnyInRange('a', 'z');
        return shouted ? word.ToUpperInvariant() : char.ToUpperInvariant(word[0]) + word[1..];
    }
}
