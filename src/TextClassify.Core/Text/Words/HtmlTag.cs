namespace TextClassify.Text.Words;

/// <summary>
/// Recognises an HTML tag, its brackets plain or as entities. Only known names count, and attributes need "=",
/// so that "if x &lt;a and b&gt; c" loses nothing.
/// </summary>
internal static class HtmlTag
{
    // Beyond this a "<" is a sign; it also keeps "<a <a <a ..." linear.
    private const int LongestTag = 512;

    private const int LongestName = 10;

    /// <summary>
    /// UTF-16 units of the tag at <paramref name="index"/>, whose "&lt;" takes <paramref name="open"/>; 0 when there is none.
    /// </summary>
    public static int LengthAt(ReadOnlySpan<char> text, int index, int open)
    {
        int limit = Math.Min(text.Length, index + LongestTag);
        text = text[..limit];
        int at = index + open;
        if (at < limit && text[at] == '/')
        {
            at++;
        }

        int nameEnd = at;
        while (nameEnd < limit && nameEnd - at <= LongestName && char.IsAsciiLetterOrDigit(text[nameEnd]))
        {
            nameEnd++;
        }

        return nameEnd > at && IsKnown(text[at..nameEnd]) ? CloseAt(text, nameEnd) - index : 0;

        int CloseAt(ReadOnlySpan<char> text, int from)
        {
            bool blank = true;
            bool assigned = false;
            for (int i = from; i < text.Length;)
            {
                int codePoint = SourceReader.Read(text, i, out int length);
                i += length;
                if (codePoint == '>')
                {
                    return blank || assigned ? i : index;
                }

                if (codePoint == '<' || (i - length == from && codePoint != '/' && SourceReader.KindOf(codePoint) != CharKind.Separator))
                {
                    return index;
                }

                assigned |= codePoint == '=';
                blank &= codePoint == '/' || SourceReader.KindOf(codePoint) == CharKind.Separator;
            }

            return index;
        }
    }

    private static bool IsKnown(ReadOnlySpan<char> name)
    {
        Span<char> lower = stackalloc char[LongestName + 1];
        return name.ToLowerInvariant(lower) is int length && lower[..length] is
            "a" or "abbr" or "b" or "big" or "blockquote" or "body" or "br" or "center" or "cite" or "code" or "dd" or
            "div" or "dl" or "dt" or "em" or "font" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "hr" or "html" or
            "i" or "img" or "li" or "ol" or "p" or "pre" or "q" or "s" or "small" or "span" or "strike" or "strong" or
            "sub" or "sup" or "table" or "tbody" or "td" or "th" or "tr" or "tt" or "u" or "ul";
    }
}
