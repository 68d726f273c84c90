using System.Runtime.InteropServices;
using TextClassify.Text.Words;

namespace TextClassify.Training.Rows;

/// <summary>
/// Words that are written with a capital within sentences: names of people, places, peoples, faiths, firms. Whom a text names says nothing
/// of its label, and a net that knows no name can't hang on one.
/// </summary>
internal static class ProperNouns
{
    // "Rose" is a name in half of its occurrences only.
    private const double LeastCapitals = 0.9;

    /// <summary>
    /// Their normal forms. An occurrence counts behind a word in small letters and a blank, so that neither a sentence's first word nor a
    /// headline's words do.
    /// </summary>
    public static HashSet<string> Find(IEnumerable<string> texts)
    {
        var counts = new Dictionary<string, (int Capitals, int All)>(StringComparer.Ordinal);
        var lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string text in texts.Where(text => text.AsSpan().ContainsAnyInRange('A', 'Z')))
        {
            int smallEnd = -1;
            foreach (var token in WordTokenizer.Enumerate(text))
            {
                var word = text.AsSpan()[token.Start..token.End];
                bool isSmall = IsSmall(word);
                bool isCapital = !isSmall && word.Length > 1 && char.IsUpper(word[0]) && IsSmall(word[1..]);
                if ((isSmall || isCapital) && smallEnd >= 0 && token.Start == smallEnd + 1 && text[smallEnd] == ' ')
                {
                    ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, token.Normal, out _);
                    count = (count.Capitals + (isCapital ? 1 : 0), count.All + 1);
                }

                smallEnd = isSmall ? token.End : -1;
            }
        }

        return
        [
            .. counts
                .Where(count => count.Value.Capitals >= LeastCapitals * count.Value.All)
                .Select(count => count.Key),
        ];
    }

    private static bool IsSmall(ReadOnlySpan<char> word)
    {
        foreach (char letter in word)
        {
            if (!char.IsLower(letter))
            {
                return false;
            }
        }

        return !word.IsEmpty;
    }
}
