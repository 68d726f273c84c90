using System.Globalization;
using System.Text;

namespace TextClassify.Inference.Tokenizing;

/// <summary>The classes of characters that BERT's reading of a text tells apart (Devlin et al. 2019, <c>tokenization.py</c>).</summary>
internal static class BertCharacters
{
    /// <summary>Of control characters, which are left out, only tab and line ends.</summary>
    public static bool IsBlank(Rune rune) => rune.Value is ' ' or '\t' or '\n' or '\r'
        || (Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Control);

    /// <summary>Left out of a text: control and format characters, private and unassigned ones, and what stands for a broken one.</summary>
    public static bool IsLeftOut(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    /// <summary>A word of its own: all signs of ASCII, and punctuation elsewhere.</summary>
    public static bool IsSign(Rune rune) => rune.IsAscii
        ? rune.Value > ' ' && rune.Value < 0x7F && !char.IsAsciiLetterOrDigit((char)rune.Value)
        : Rune.IsPunctuation(rune);

    public static bool IsMark(Rune rune) => !rune.IsAscii && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark;

    /// <summary>Not kana and no syllables of Hangul: they are written with words apart, or so BERT's authors say.</summary>
    public static bool IsIdeograph(Rune rune) => rune.Value is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B820 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
