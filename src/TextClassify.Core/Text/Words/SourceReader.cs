using System.Globalization;

namespace TextClassify.Text.Words;

/// <summary>Reads a text one meant character at a time: surrogate pairs, HTML entities, Windows-1252 in C1 and full-width forms.</summary>
internal static class SourceReader
{
    // IMDB and AG News carry Windows-1252 quotes, dashes and dots as C1 controls (1,896 times in IMDB train).
    private const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
        "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>The code point at <paramref name="index"/> and the UTF-16 units it takes; an unpaired surrogate is itself.</summary>
    public static int Read(ReadOnlySpan<char> text, int index, out int length)
    {
        char unit = text[index];
        length = 1;
        if (unit < 0x80)
        {
            return unit is '&' or '#' && HtmlEntity.TryRead(text[index..], out int named, out length) ? Modern(named) : unit;
        }

        if (char.IsHighSurrogate(unit) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            length = 2;
            return char.ConvertToUtf32(unit, text[index + 1]);
        }

        return Modern(unit);
    }

    /// <summary>As <see cref="Read"/>, and -1 with length 0 after the end.</summary>
    public static int Peek(ReadOnlySpan<char> text, int index, out int length)
    {
        if (index < text.Length)
        {
            return Read(text, index, out length);
        }

        length = 0;
        return -1;
    }

    public static bool IsLetterOrDigitAt(ReadOnlySpan<char> text, int index) =>
        index < text.Length && KindOf(Read(text, index, out _)) is CharKind.Letter or CharKind.Digit;

    public static CharKind KindOf(int codePoint)
    {
        if (codePoint < 0x80)
        {
            return char.IsAsciiLetter((char)codePoint) ? CharKind.Letter
                : char.IsAsciiDigit((char)codePoint) ? CharKind.Digit
                : codePoint is <= ' ' or 0x7F ? CharKind.Separator
                : CharKind.Sign;
        }

        return CharUnicodeInfo.GetUnicodeCategory(codePoint) switch
        {
            _ when codePoint is 0x200B or 0xFEFF => CharKind.Separator,
            _ when IsIdeographOrKana(codePoint) => CharKind.Ideograph,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharKind.Letter,
            UnicodeCategory.DecimalDigitNumber => CharKind.Digit,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharKind.Mark,
            UnicodeCategory.Format => CharKind.Format,
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Control or UnicodeCategory.Surrogate => CharKind.Separator,
            UnicodeCategory.OtherSymbol => CharKind.Pictograph,
            _ => CharKind.Sign,
        };
    }

    private static int Modern(int codePoint) => codePoint switch
    {
        >= 0x80 and <= 0x9F => Windows1252[codePoint - 0x80],
        >= 0xFF01 and <= 0xFF5E => codePoint - 0xFEE0,
        _ => codePoint,
    };

    private static bool IsIdeographOrKana(int codePoint) => codePoint is
        (>= 0x3041 and <= 0x3096) or (>= 0x309D and <= 0x30FF and not 0x30FB) or (>= 0x31F0 and <= 0x31FF) or
        (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or
        (>= 0xFF66 and <= 0xFF9D) or (>= 0x20000 and <= 0x3FFFD) or 0x3005 or 0x3007;
}
