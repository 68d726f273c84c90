namespace TextClassify.Forward;

/// <summary>
/// Ids that say on which side of an aspect they stand: before it they are plain, its own and those behind it carry a bit. A method that
/// takes tokens out of such a row, or leaves some of them, asks about the same aspect without knowing of aspects.
/// </summary>
public static class AspectMarks
{
    private const int Own = 1 << 29;
    private const int Behind = 1 << 30;

    /// <summary>The text with marked ids.</summary>
    public static EncodedText Mark(EncodedText text, TokenRange aspect)
    {
        int[] ids = text.Ids.ToArray();
        for (int token = aspect.Start; token < ids.Length; token++)
        {
            ids[token] |= token < aspect.End ? Own : Behind;
        }

        return text with { Ids = ids };
    }

    /// <summary>The plain ids of a row and its aspect, which is empty where none of its tokens is left.</summary>
    public static (int[] Ids, TokenRange Aspect) Read(ReadOnlySpan<int> marked)
    {
        int start = 0;
        while (start < marked.Length && (marked[start] & (Own | Behind)) == 0)
        {
            start++;
        }

        int end = start;
        while (end < marked.Length && (marked[end] & Behind) == 0)
        {
            end++;
        }

        int[] ids = marked.ToArray();
        foreach (ref int id in ids.AsSpan())
        {
            id &= ~(Own | Behind);
        }

        return (ids, new TokenRange(start, end));
    }
}
