namespace TextClassify.Text;

/// <summary>Groups the tokens of a text into words and sentences. Every token belongs to one group; groups follow each other.</summary>
public static class TextSpans
{
    private const string Closers = "\"')]}»”’";

    /// <summary>The first token of each word: a run of tokens with no white space between, such as do|n't or well|-|made|.</summary>
    public static int[] Words(string text, ReadOnlySpan<TokenSpan> tokens) =>
        Cut(text, tokens, static (_, gap) => !gap.IsEmpty && gap.ContainsAny(WhiteSpace));

    /// <summary>
    /// The first token of each sentence: after a stop, an exclamation or question mark, an ellipsis or their closing quotes or brackets,
    /// with white space behind; and after a line break. An abbreviation before a capital ends one too: nothing here knows words.
    /// </summary>
    public static int[] Sentences(string text, ReadOnlySpan<TokenSpan> tokens) => Cut(
        text,
        tokens,
        static (before, gap) => gap.ContainsAny("\n\r\u2028\u2029")
            || (gap.ContainsAny(WhiteSpace) && before.TrimEnd(Closers) is [.., '.' or '!' or '?' or '…' or '。' or '！' or '？']));

    private static ReadOnlySpan<char> WhiteSpace => " \t\n\r\u00a0\u2028\u2029\u3000";

    private delegate bool Boundary(ReadOnlySpan<char> before, ReadOnlySpan<char> gap);

    private static int[] Cut(string text, ReadOnlySpan<TokenSpan> tokens, Boundary isBoundary)
    {
        var first = new List<int>();
        int end = 0;
        for (int token = 0; token < tokens.Length; token++)
        {
            var (start, next) = tokens[token];

            // A token of white space alone, which some encoders have, lies in the gap; pieces of one character have none between them.
            bool blank = text.AsSpan(start, next - start).IsWhiteSpace();
            if (token == 0 || (!blank && start > end && isBoundary(text.AsSpan(0, end), text.AsSpan(end, start - end))))
            {
                first.Add(token);
            }

            end = blank && token > 0 ? end : next;
        }

        return [.. first];
    }
}
