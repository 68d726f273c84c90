using System.Text;
using TextClassify.Molecules;

namespace TextClassify.Translation;

/// <summary>Cuts a text into symbols and puts symbols together again.</summary>
public static class Symbols
{
    /// <summary>Where each symbol stands, in their order.</summary>
    public static List<TextRange> Cut(ReadOnlySpan<char> text, TextNotation notation)
    {
        var ranges = new List<TextRange>();
        int place = 0;
        while (place < text.Length)
        {
            if (notation is TextNotation.Words && char.IsWhiteSpace(text[place]))
            {
                place++;
                continue;
            }

            int length = LengthOfFirst(text[place..], notation);
            ranges.Add(new(place, length));
            place += length;
        }

        return ranges;
    }

    /// <summary>The text of symbols.</summary>
    public static string Join(IReadOnlyList<string> symbols, TextNotation notation) =>
        string.Join(notation is TextNotation.Words ? " " : "", symbols);

    private static int LengthOfFirst(ReadOnlySpan<char> text, TextNotation notation)
    {
        switch (notation)
        {
            case TextNotation.Smiles:
                return SmilesTokens.LengthOfFirst(text);
            case TextNotation.Characters:
                Rune.DecodeFromUtf16(text, out _, out int length);
                return length;
            default:
                int end = 0;
                while (end < text.Length && !char.IsWhiteSpace(text[end]))
                {
                    end++;
                }

                return end;
        }
    }
}

/// <param name="Start">UTF-16 offset.</param>
/// <param name="Length">UTF-16 units.</param>
public readonly record struct TextRange(int Start, int Length);
