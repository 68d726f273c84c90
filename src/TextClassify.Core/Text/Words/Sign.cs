namespace TextClassify.Text.Words;

/// <summary>Normal forms of signs.</summary>
internal static class Sign
{
    /// <summary>The class form the text already carries (&lt;url&gt; in prepared corpora), empty when there is none.</summary>
    public static string ClassForm(ReadOnlySpan<char> text) =>
        text.StartsWith(WordTokenizer.UrlForm, StringComparison.OrdinalIgnoreCase) ? WordTokenizer.UrlForm
        : text.StartsWith(WordTokenizer.UserForm, StringComparison.OrdinalIgnoreCase) ? WordTokenizer.UserForm
        : text.StartsWith(WordTokenizer.EmailForm, StringComparison.OrdinalIgnoreCase) ? WordTokenizer.EmailForm
        : "";

    /// <summary>-LRB- and its like (Penn Treebank), empty when there is none.</summary>
    public static string BracketForm(ReadOnlySpan<char> text)
    {
        Span<char> lower = stackalloc char[5];
        return text.Length >= 5 && text[..5].ToLowerInvariant(lower) == 5 ? lower switch
        {
            "-lrb-" => "(",
            "-rrb-" => ")",
            "-lsb-" => "[",
            "-rsb-" => "]",
            "-lcb-" => "{",
            "-rcb-" => "}",
            _ => "",
        } : "";
    }

    /// <summary>UTF-16 units of "..", "...", "....", or ". . ." as Subj and CR have it; 0 when there is none.</summary>
    public static int EllipsisLength(ReadOnlySpan<char> text)
    {
        int run = text.IndexOfAnyExcept('.');
        run = run < 0 ? text.Length : run;
        if (run > 1)
        {
            return run;
        }

        int end = 1;
        while (end + 1 < text.Length && text[end] == ' ' && text[end + 1] == '.' && (end + 2 == text.Length || text[end + 2] is ' '))
        {
            end += 2;
        }

        return end >= 5 ? end : 0;
    }

    public static void Append(int codePoint, ref NormalForm normal)
    {
        switch (codePoint)
        {
            case 0x201C or 0x201D or 0x201E or 0x201F or 0xAB or 0xBB or 0x2033:
                normal.Append('"');
                break;
            case 0x201A or 0x2039 or 0x203A:
                normal.Append('\'');
                break;
            case 0x2013 or 0x2014 or 0x2015:
                normal.Append("--");
                break;
            case 0x2010 or 0x2011 or 0x2012 or 0x2212:
                normal.Append('-');
                break;
            case 0x2026:
                normal.Append("...");
                break;
            case 0x3001:
                normal.Append(',');
                break;
            case 0x3002:
                normal.Append('.');
                break;
            default:
                normal.Append(codePoint);
                break;
        }
    }
}
