namespace TextClassify.Text.Words;

/// <summary>The Penn Treebank's split of English contractions, whatever the apostrophe and the white space before it.</summary>
internal static class Contraction
{
    public static bool IsApostrophe(int codePoint) =>
        codePoint is '\'' or 0x2019 or 0x2018 or '`' or 0xB4 or 0x2032 or 0x2BC or 0x201B;

    /// <summary>
    /// The clitic ('s, 're, 've, 'll, 'd, 'm, 'em, 'til, 'tis, 'twas) whose apostrophe stands at <paramref name="index"/>;
    /// empty when there is none.
    /// </summary>
    public static string CliticAt(ReadOnlySpan<char> text, int index, out int end)
    {
        SourceReader.Read(text, index, out int apostrophe);
        int start = index + apostrophe;
        end = start;
        while (end < text.Length && end - start < 5 && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        if (end == start || end - start > 4 || GoesOn(text, end))
        {
            return "";
        }

        Span<char> lower = stackalloc char[4];
        return text[start..end].ToLowerInvariant(lower) is int length ? lower[..length] switch
        {
            "s" => "'s",
            "re" => "'re",
            "ve" => "'ve",
            "ll" => "'ll",
            "d" => "'d",
            "m" => "'m",
            "em" => "'em",
            "til" => "'til",
            "tis" => "'tis",
            "twas" => "'twas",
            _ => "",
        } : "";
    }

    /// <summary>True when "'t" or " 't" (CR, TREC, AG News) stands at <paramref name="index"/>, after an n.</summary>
    public static bool IsNegationAt(ReadOnlySpan<char> text, int index, out int end)
    {
        end = index;
        int at = index < text.Length && text[index] == ' ' ? index + 1 : index;
        if (!IsApostrophe(SourceReader.Peek(text, at, out int apostrophe)))
        {
            return false;
        }

        at += apostrophe;
        end = at + 1;
        return at < text.Length && text[at] is 't' or 'T' && !GoesOn(text, end);
    }

    private static bool GoesOn(ReadOnlySpan<char> text, int index) =>
        index < text.Length &&
        SourceReader.KindOf(SourceReader.Read(text, index, out _)) is CharKind.Letter or CharKind.Digit or CharKind.Mark;
}
