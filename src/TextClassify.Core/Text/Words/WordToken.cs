namespace TextClassify.Text.Words;

/// <summary>One token of a text. Valid until the enumerator moves on.</summary>
public readonly ref struct WordToken
{
    internal WordToken(int start, int end, ReadOnlySpan<char> normal)
    {
        Start = start;
        End = end;
        Normal = normal;
    }

    /// <summary>UTF-16 offset of the first unit in the text as it was sent.</summary>
    public int Start { get; }

    /// <summary>UTF-16 offset after the last unit; <c>text[Start..End]</c> is the surface form.</summary>
    public int End { get; }

    /// <summary>The form looked up: 1 to <see cref="WordTokenizer.MaxNormalLength"/> units, lower case, no white space.</summary>
    public ReadOnlySpan<char> Normal { get; }
}
