using System.Globalization;
using System.Text;

namespace TextClassify.Text.Words;

/// <summary>
/// Lower case without Latin diacritics, digits of all scripts as ASCII. The table is written out because Unicode normalisation
/// is not available under InvariantGlobalization.
/// </summary>
internal static class LatinFolding
{
    /// <summary>Most UTF-16 units one code point becomes.</summary>
    public const int MaxExpansion = 3;

    private const string Latin1From00E0 = "aaaaaa\0ceeeeiiiidnooooo\0ouuuuy\0y";

    private const string ExtendedAFrom0100 =
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii\0\0jjkkkllllllllllnnnnnnnnnoooooo\0\0rrrrrrssssssss" +
        "ttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>Writes the folded form of a letter or digit; gives its length.</summary>
    public static int Fold(int codePoint, Span<char> folded)
    {
        var lower = Rune.ToLowerInvariant(new Rune(codePoint));
        if (Expansion(lower.Value) is { Length: > 0 } expansion)
        {
            expansion.CopyTo(folded);
            return expansion.Length;
        }

        char single = Single(lower.Value);
        if (single == '\0' && lower.Value > 0x660 && Rune.GetUnicodeCategory(lower) == UnicodeCategory.DecimalDigitNumber)
        {
            single = (char)('0' + (int)Rune.GetNumericValue(lower));
        }

        if (single == '\0')
        {
            return lower.EncodeToUtf16(folded);
        }

        folded[0] = single;
        return 1;
    }

    private static char Single(int lower) => lower switch
    {
        < 0xE0 => '\0',
        <= 0xFF => Latin1From00E0[lower - 0xE0],
        <= 0x17F => ExtendedAFrom0100[lower - 0x100],
        0x1A1 or 0x1D2 => 'o',
        0x1B0 or 0x1D4 or 0x1D6 or 0x1D8 or 0x1DA or 0x1DC => 'u',
        0x1CE => 'a',
        0x1D0 => 'i',
        0x219 => 's',
        0x21B => 't',
        >= 0x1EA0 and <= 0x1EB7 => 'a',
        >= 0x1EB8 and <= 0x1EC7 => 'e',
        >= 0x1EC8 and <= 0x1ECB => 'i',
        >= 0x1ECC and <= 0x1EE3 => 'o',
        >= 0x1EE4 and <= 0x1EF1 => 'u',
        >= 0x1EF2 and <= 0x1EF9 => 'y',
        _ => '\0',
    };

    private static string Expansion(int lower) => lower switch
    {
        0xDF or 0x1E9E => "ss",
        0xE6 => "ae",
        0xFE => "th",
        0x132 or 0x133 => "ij",
        0x152 or 0x153 => "oe",
        0xFB00 => "ff",
        0xFB01 => "fi",
        0xFB02 => "fl",
        0xFB03 => "ffi",
        0xFB04 => "ffl",
        0xFB05 or 0xFB06 => "st",
        _ => "",
    };
}
