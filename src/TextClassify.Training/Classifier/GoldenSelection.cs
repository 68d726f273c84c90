namespace TextClassify.Training.Classifier;

/// <summary>Texts whose scores prove at load that tokenizer, vocabulary and graph still give what they gave at packaging.</summary>
internal static class GoldenSelection
{
    private const int DevTexts = 8;

    /// <summary>Development texts of every label, at least eight where there are so many, and made-up ones at the edges.</summary>
    public static IReadOnlyList<string> Choose(EncodedSplit dev, ITextEncoder encoder, Vocabulary vocabulary)
    {
        var firsts = dev.Labels.Index().DistinctBy(pair => pair.Item).Select(pair => pair.Index).ToArray();
        int rest = Math.Max(0, DevTexts - firsts.Length);
        int[] rows = [.. firsts.Concat(Enumerable.Range(0, dev.Labels.Length).Except(firsts).Take(rest)).Order()];

        return [.. rows.Select(row => dev.Rows[row].Text).Concat(Edges(dev, encoder, vocabulary)).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Edges(EncodedSplit dev, ITextEncoder encoder, Vocabulary vocabulary)
    {
        yield return Enumerable.Range(2, Math.Max(0, vocabulary.Count - 2)).Select(id => vocabulary[id])
            .FirstOrDefault(word => encoder.Encode(word) is { TotalTokens: 1 }) ?? "a";
        yield return "qzxvwk zzqxjv kqjxzw";
        yield return "It's 100% \"fine\" \U0001F600 — na\u00EFve caf\u00E9, isn't it? see https://example.org/a?b=c";

        string sentence = dev.Rows[0].Text;
        int times = (encoder.MaxTokens / dev.Texts[0].TotalTokens) + 2;
        yield return string.Join(' ', Enumerable.Repeat(sentence, times));
    }
}
