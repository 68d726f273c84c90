namespace TextClassify.LongTexts;

/// <summary>Where a text that is longer than a model can read is divided.</summary>
public static class TextParts
{
    // Of a part: how far from its even end a sentence's end is looked for.
    private const int Reach = 4;

    /// <summary>
    /// The places behind the last token of each part, in their order; the last is the text's length. Parts are of about one length and at
    /// most <paramref name="most"/>, and end with a sentence where one ends in the last quarter.
    /// </summary>
    /// <param name="ids">Of the whole text.</param>
    /// <param name="most">Tokens of a part, at least 1.</param>
    /// <param name="sentenceEnds">Ids of the tokens that end a sentence.</param>
    public static IReadOnlyList<int> EndsOf(ReadOnlySpan<int> ids, int most, ReadOnlySpan<int> sentenceEnds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var ends = new List<int>();
        for (int start = 0; start < ids.Length; start = ends[^1])
        {
            int left = ids.Length - start, parts = (left + most - 1) / most, size = (left + parts - 1) / parts;
            int reach = parts > 1 ? size / Reach : 0;
            int sentence = ids.Slice(start + size - reach, reach).LastIndexOfAny(sentenceEnds);
            ends.Add(sentence < 0 ? start + size : start + size - reach + sentence + 1);
        }

        return ends;
    }
}
