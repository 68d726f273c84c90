namespace TextClassify.Text;

/// <summary>Neighbouring tokens of a text: <paramref name="Start"/> inclusive, <paramref name="End"/> exclusive.</summary>
public readonly record struct TokenRange(int Start, int End)
{
    public int Length => End - Start;

    /// <summary>The tokens that overlap a span of the text, if only by a part of one; empty where there is none.</summary>
    /// <param name="tokens">In the order of the text.</param>
    /// <param name="start">First UTF-16 code unit of the span.</param>
    /// <param name="end">The code unit after its last.</param>
    public static TokenRange Over(ReadOnlySpan<TokenSpan> tokens, int start, int end)
    {
        int first = 0;
        while (first < tokens.Length && tokens[first].End <= start)
        {
            first++;
        }

        int last = first;
        while (last < tokens.Length && tokens[last].Start < end)
        {
            last++;
        }

        return new TokenRange(first, last);
    }
}
