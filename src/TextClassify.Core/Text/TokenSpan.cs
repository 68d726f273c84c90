namespace TextClassify.Text;

/// <summary>
/// Where a token stands in the text as it was sent: UTF-16 offsets, <paramref name="Start"/> inclusive, <paramref name="End"/> exclusive.
/// </summary>
public readonly record struct TokenSpan(int Start, int End)
{
    /// <summary>UTF-16 code units covered; always at least one.</summary>
    public int Length => End - Start;
}
