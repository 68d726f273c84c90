using System.Text;

namespace TextClassify.Inference.Tokenizing;

/// <summary>
/// Cuts a text into the stretches within which byte pairs merge, as the pattern of GPT-2 does:
/// <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>. Classes are those of code points, which .NET's
/// patterns don't know beyond 16 bits.
/// </summary>
internal static class ByteLevelWords
{
    private enum Kind
    {
        Blank,
        Letter,
        Number,
        Other,
    }

    /// <summary>Where the stretch that begins at <paramref name="start"/> ends.</summary>
    public static int EndOf(ReadOnlySpan<char> text, int start)
    {
        if (text[start] == '\'' && Clitic(text[(start + 1)..]) is > 0 and int clitic)
        {
            return start + 1 + clitic;
        }

        // One blank goes with what follows it, whatever that is but white space.
        int at = text[start] == ' ' && start + 1 < text.Length && KindAt(text, start + 1, out _) != Kind.Blank ? start + 1 : start;
        var kind = KindAt(text, at, out int length);
        int end = at + length, last = at;
        while (end < text.Length && KindAt(text, end, out length) == kind)
        {
            (last, end) = (end, end + length);
        }

        // The last white space before a word is left to the word, or stands alone where it is the only one.
        return kind == Kind.Blank && end < text.Length && last > start ? last : end;
    }

    private static int Clitic(ReadOnlySpan<char> rest) => rest switch
    {
        ['r', 'e', ..] or ['v', 'e', ..] or ['l', 'l', ..] => 2,
        ['s' or 't' or 'm' or 'd', ..] => 1,
        _ => 0,
    };

    private static Kind KindAt(ReadOnlySpan<char> text, int at, out int length)
    {
        if (Rune.DecodeFromUtf16(text[at..], out var rune, out length) is not System.Buffers.OperationStatus.Done)
        {
            return Kind.Other;
        }

        return Rune.IsWhiteSpace(rune) ? Kind.Blank
            : Rune.IsLetter(rune) ? Kind.Letter
            : Rune.IsNumber(rune) ? Kind.Number
            : Kind.Other;
    }
}
