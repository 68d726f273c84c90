namespace TextClassify.Training.Augmenting.Texts;

/// <summary>Which words of a text stay, because its label may hang on them.</summary>
internal static class FrozenWords
{
    private static readonly HashSet<string> Negations = new(StringComparer.Ordinal)
    {
        "no", "not", "n't", "never", "none", "nor", "neither", "nobody", "nothing", "nowhere", "cannot", "without", "hardly", "barely",
        "scarcely", "but", "except", "unless", "least", "less", "too",
    };

    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal)
    {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "hundred", "thousand",
        "million", "billion", "half", "first", "second", "third",
    };

    /// <param name="text">Whose words.</param>
    /// <param name="evidence">For its label, a word each.</param>
    /// <param name="share">Of the words, those with the most evidence for or against; rounded up.</param>
    public static bool[] Of(WordText text, ReadOnlySpan<float> evidence, double share)
    {
        bool[] frozen = [.. text.Normals.Select(word => Negations.Contains(word) || Numbers.Contains(word) || word.Any(char.IsDigit))];
        float[] strength = new float[evidence.Length];
        for (int i = 0; i < strength.Length; i++)
        {
            strength[i] = Math.Abs(evidence[i]);
        }

        int count = (int)Math.Ceiling(share * strength.Length);
        foreach (int word in Enumerable.Range(0, strength.Length).OrderByDescending(i => strength[i]).Take(count))
        {
            frozen[word] |= strength[word] > 0;
        }

        return frozen;
    }
}
