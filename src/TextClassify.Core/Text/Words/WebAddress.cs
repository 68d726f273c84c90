namespace TextClassify.Text.Words;

/// <summary>Web addresses, e-mail addresses and handles; all ASCII, all with bounded look-ahead or consumed whole.</summary>
internal static class WebAddress
{
    private const int LongestLocalPart = 64;
    private const int LongestDomain = 255;

    /// <summary>UTF-16 units of the URL at the start of <paramref name="text"/>, 0 when there is none.</summary>
    public static int UrlLength(ReadOnlySpan<char> text)
    {
        int prefix = Prefix(text);
        if (prefix == 0)
        {
            return 0;
        }

        int end = prefix;
        while (end < text.Length && text[end] is > ' ' and < (char)0x7F and not ('<' or '>' or '"' or '`'))
        {
            end++;
        }

        while (end > prefix && text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or ')' or ']' or '}' or '\'' or '*')
        {
            end--;
        }

        return end > prefix ? end : 0;
    }

    /// <summary>UTF-16 units of the e-mail address at the start of <paramref name="text"/>, 0 when there is none.</summary>
    public static int EmailLength(ReadOnlySpan<char> text)
    {
        int at = 0;
        while (at < text.Length && at <= LongestLocalPart && IsLocalPart(text[at]))
        {
            at++;
        }

        if (at is 0 or > LongestLocalPart || at == text.Length || text[at] != '@')
        {
            return 0;
        }

        int end = 0;
        int lastDot = -1;
        int limit = Math.Min(text.Length, at + 1 + LongestDomain);
        for (int i = at + 1; i < limit && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '.' or '-'); i++)
        {
            if (text[i] == '.')
            {
                lastDot = i;
            }
            else if (lastDot > at + 1 && i > lastDot + 1)
            {
                end = i + 1;
            }
        }

        return end;
    }

    /// <summary>UTF-16 units of the "@name" at the start of <paramref name="text"/>, 0 when there is none.</summary>
    public static int HandleLength(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || !(char.IsAsciiLetter(text[1]) || text[1] == '_'))
        {
            return 0;
        }

        int end = 2;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return end;
    }

    private static bool IsLocalPart(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '_' or '%' or '+' or '-';

    private static int Prefix(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<string> prefixes = ["http://", "https://", "www.", "ftp://"];
        if (text[0] is 'h' or 'H' or 'w' or 'W' or 'f' or 'F')
        {
            foreach (string prefix in prefixes)
            {
                if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                {
                    return prefix.Length;
                }
            }
        }

        return 0;
    }
}
