using System.Collections.Frozen;
using System.Text;

namespace TextClassify.Training.Data;

/// <summary>
/// Unicode's composed form (NFC) of what people write as labels: a letter and the accent behind it become one character, as do the parts of
/// a Korean syllable. .NET leaves the work to ICU, which a machine need not have and these programs do without. Several marks on a letter
/// are taken in the order they stand in.
/// </summary>
internal static class ComposedForm
{
    private const string Resource = "compositions.txt";
    private const int Leads = 0x1100, Vowels = 0x1161, Tails = 0x11A7, Syllables = 0xAC00;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28;

    /// <summary>Unicode 14's primary composites of two characters within the basic plane.</summary>
    private static readonly Lazy<FrozenDictionary<(char, char), char>> Pairs = new(Read);

    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var composed = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            if (composed.Length > 0 && Pair(composed[^1], character) is { } pair)
            {
                composed[^1] = pair;
            }
            else
            {
                composed.Append(character);
            }
        }

        return composed.ToString();
    }

    private static char? Pair(char first, char second)
    {
        int lead = first - Leads, vowel = second - Vowels, syllable = first - Syllables, tail = second - Tails;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
        {
            return (char)(Syllables + (((lead * VowelCount) + vowel) * TailCount));
        }

        if (syllable is >= 0 and < LeadCount * VowelCount * TailCount && syllable % TailCount == 0 && tail is > 0 and < TailCount)
        {
            return (char)(first + tail);
        }

        return Pairs.Value.TryGetValue((first, second), out char pair) ? pair : null;
    }

    /// <summary>Lines of a first character, a second and the two in one, in hex.</summary>
    private static FrozenDictionary<(char, char), char> Read()
    {
        using var stream = typeof(ComposedForm).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var pairs = new Dictionary<(char, char), char>();
        while (reader.ReadLine() is { } line)
        {
            char[] characters =
                [.. line.Split(' ').Select(code => (char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
            pairs.Add((characters[0], characters[1]), characters[2]);
        }

        return pairs.ToFrozenDictionary();
    }
}
