using System.Globalization;

namespace TextClassify.Inference.Tokenizing;

/// <summary>
/// What is left of a character after canonical decomposition without its nonspacing marks. The table is written out (from Unicode 14)
/// because Unicode normalisation is not available under InvariantGlobalization.
/// </summary>
internal static class Unaccented
{
    // Hangul syllables decompose by arithmetic (The Unicode Standard, 3.12).
    private const int FirstSyllable = 0xAC00, LastSyllable = 0xD7A3, Leading = 0x1100, Vowel = 0x1161, Trailing = 0x11A7;
    private const int Trailings = 28, Syllables = 21 * Trailings;

    private static readonly Dictionary<int, int[]> Table = Read();

    /// <summary>Most code points one becomes.</summary>
    public const int MostLength = 3;

    /// <summary>Writes what is left of a code point that is itself no such mark, and gives how many code points that are.</summary>
    public static int Write(int codePoint, Span<int> left)
    {
        if (codePoint is >= FirstSyllable and <= LastSyllable)
        {
            int index = codePoint - FirstSyllable, trailing = index % Trailings;
            (left[0], left[1], left[2]) = (Leading + (index / Syllables), Vowel + (index % Syllables / Trailings), Trailing + trailing);
            return trailing == 0 ? 2 : 3;
        }

        if (codePoint < 0x80 || !Table.TryGetValue(codePoint, out int[]? whole))
        {
            left[0] = codePoint;
            return 1;
        }

        whole.CopyTo(left);
        return whole.Length;
    }

    private static Dictionary<int, int[]> Read()
    {
        using var stream = typeof(Unaccented).Assembly.GetManifestResourceStream("unaccented.txt")!;
        using var reader = new StreamReader(stream);
        var table = new Dictionary<int, int[]>();
        while (reader.ReadLine() is { } line)
        {
            // What is left, joined by '+', then those that it is left of.
            string[] codes = line.Split(' ');
            int[] left = Array.ConvertAll(codes[0].Split('+'), Code);
            foreach (string code in codes.AsSpan(1))
            {
                table.Add(Code(code), left);
            }
        }

        return table;
    }

    private static int Code(string hex) => int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
