namespace TextClassify.LongTexts;

/// <summary>
/// Where a text's sentences end: behind a full stop, question mark or exclamation mark with the quotes and brackets that close behind it,
/// and at an empty line or a break of HTML. A full stop behind a capitalised word of at most three letters ("Mr.", "J.") ends none. Rules
/// of thumb, and the same for every language that writes these signs.
/// </summary>
public static class Sentences
{
    private const int LongestTitle = 3;
    private const string Ends = ".!?…。！？";
    private const string Closing = "\"'’”»)]}";

    /// <summary>The places behind the last token of each sentence, in their order; the last is the number of tokens.</summary>
    /// <param name="text">Whole.</param>
    /// <param name="tokens">Its tokens, or the first of them.</param>
    public static IReadOnlyList<int> EndsOf(ReadOnlySpan<char> text, ReadOnlySpan<TokenSpan> tokens)
    {
        var ends = new List<int>();
        for (int i = 0; i < tokens.Length; i++)
        {
            if (i == tokens.Length - 1
                || IsParagraph(Between(text, tokens, i))
                || (Closes(text, tokens, i) && !GoesOn(text, tokens[i + 1])))
            {
                ends.Add(i + 1);
            }
        }

        return ends;
    }

    /// <summary>Whether a sentence ends at the token, or did and the signs since then close what was open.</summary>
    private static bool Closes(ReadOnlySpan<char> text, ReadOnlySpan<TokenSpan> tokens, int at)
    {
        while (at > 0 && IsOf(Closing, Text(text, tokens[at])) && Between(text, tokens, at - 1).IsEmpty)
        {
            at--;
        }

        var sign = Text(text, tokens[at]);
        return IsOf(Ends, sign) && !(sign is "." && at > 0 && IsTitle(Text(text, tokens[at - 1])));
    }

    /// <summary>Whether more signs of the end follow.</summary>
    private static bool GoesOn(ReadOnlySpan<char> text, TokenSpan next) =>
        IsOf(Ends, Text(text, next)) || (IsOf(Closing, Text(text, next)) && next.Start > 0 && !char.IsWhiteSpace(text[next.Start - 1]));

    private static bool IsTitle(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestTitle || word.IsEmpty || !char.IsUpper(word[0]))
        {
            return false;
        }

        foreach (char letter in word[1..])
        {
            if (!char.IsLower(letter))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsParagraph(ReadOnlySpan<char> between) =>
        between.Count('\n') > 1
        || between.Contains("<br", StringComparison.OrdinalIgnoreCase);

    private static bool IsOf(string signs, ReadOnlySpan<char> token) => !token.IsEmpty && !token.ContainsAnyExcept(signs);

    private static ReadOnlySpan<char> Between(ReadOnlySpan<char> text, ReadOnlySpan<TokenSpan> tokens, int at) =>
        at + 1 < tokens.Length ? text[tokens[at].End..tokens[at + 1].Start] : [];

    private static ReadOnlySpan<char> Text(ReadOnlySpan<char> text, TokenSpan token) => text[token.Start..token.End];
}
