using System.Globalization;

namespace TextClassify.Text.Words;

/// <summary>HTML character references, whole (&amp;quot; &amp;#39;) and as AG News has them, half cleaned (quot; #39;).</summary>
internal static class HtmlEntity
{
    private const int LongestName = 8;

    /// <summary>Reads "&amp;name;", "&amp;#39;", "&amp;#x27;" or "#39;" at the start of <paramref name="text"/>.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out int codePoint, out int length)
    {
        codePoint = 0;
        length = 1;
        int nameStart = text[0] == '&' ? 1 : 0;
        int end = text[..Math.Min(text.Length, nameStart + LongestName + 1)].IndexOf(';');
        if (end < nameStart + 2)
        {
            return false;
        }

        var name = text[nameStart..end];
        codePoint = name[0] == '#' ? Number(name[1..]) : Named(name);
        if (codePoint <= 0)
        {
            return false;
        }

        length = end + 1;
        return true;
    }

    /// <summary>Reads "quot;" and its like, which only count at the start of a token.</summary>
    public static bool TryReadBare(ReadOnlySpan<char> text, out int codePoint, out int length)
    {
        codePoint = 0;
        length = 1;
        if (text.Length < 3 || text[0] is not ('a' or 'q' or 'l' or 'g' or 'n'))
        {
            return false;
        }

        int end = text[..Math.Min(text.Length, 5)].IndexOf(';');
        if (end < 0)
        {
            return false;
        }

        codePoint = text[..end] switch { "amp" => '&', "quot" => '"', "apos" => '\'', "lt" => '<', "gt" => '>', "nbsp" => 0xA0, _ => 0 };
        length = codePoint == 0 ? 1 : end + 1;
        return codePoint != 0;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        int value = 0;
        bool read = digits[0] is 'x' or 'X'
            ? int.TryParse(digits[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : digits.Length > 1 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        return read && value is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF) ? value : 0;
    }

    private static int Named(ReadOnlySpan<char> name) => name switch
    {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => 0xA0,
        "lsquo" => 0x2018,
        "rsquo" => 0x2019,
        "ldquo" => 0x201C,
        "rdquo" => 0x201D,
        "ndash" => 0x2013,
        "mdash" => 0x2014,
        "hellip" => 0x2026,
        "bull" => 0x2022,
        "middot" => 0xB7,
        "copy" => 0xA9,
        "reg" => 0xAE,
        "trade" => 0x2122,
        "deg" => 0xB0,
        "cent" => 0xA2,
        "pound" => 0xA3,
        "yen" => 0xA5,
        "euro" => 0x20AC,
        "frac12" => 0xBD,
        "aacute" => 0xE1,
        "agrave" => 0xE0,
        "acirc" => 0xE2,
        "auml" => 0xE4,
        "ccedil" => 0xE7,
        "eacute" => 0xE9,
        "egrave" => 0xE8,
        "ecirc" => 0xEA,
        "euml" => 0xEB,
        "iacute" => 0xED,
        "ntilde" => 0xF1,
        "oacute" => 0xF3,
        "ocirc" => 0xF4,
        "ouml" => 0xF6,
        "uacute" => 0xFA,
        "uuml" => 0xFC,
        "szlig" => 0xDF,
        _ => 0,
    };
}
