namespace TextClassify.Training.Aspect;

/// <summary>A text as the model reads it, with its aspects' places among the tokens.</summary>
/// <param name="Text">Ids and spans, at least one.</param>
/// <param name="Ranges">The aspects, each at least one token.</param>
/// <param name="Labels">Index of each aspect's label.</param>
/// <param name="Tagged">Whether <paramref name="Ranges"/> are what a tagger must find.</param>
internal sealed record EncodedAspects(EncodedText Text, IReadOnlyList<TokenRange> Ranges, int[] Labels, bool Tagged)
{
    /// <summary>Texts that keep an aspect among the tokens the model reads, in their order.</summary>
    public static IReadOnlyList<EncodedAspects> Encode(IEnumerable<AspectText> texts, TextEncoder encoder) =>
        [.. texts.Select(text => Encode(text, encoder)).Where(text => text.Ranges.Count > 0)];

    /// <summary>The tag of every token, <see cref="AspectTags"/>; where aspects overlap, the last one's.</summary>
    public int[] Tags()
    {
        int[] tags = new int[Text.Length];
        foreach (var range in Ranges)
        {
            tags.AsSpan(range.Start, range.Length).Fill(AspectTags.Inside);
            tags[range.Start] = AspectTags.Begin;
        }

        return tags;
    }

    private static EncodedAspects Encode(AspectText text, TextEncoder encoder)
    {
        var encoded = encoder.Encode(text.Text);
        var aspects = text.Aspects
            .Select(aspect => (Range: TokenRange.Over(encoded.Tokens.Span, aspect.Start, aspect.End), Label: LabelOf(aspect)))
            .Where(aspect => aspect.Range.Length > 0)
            .ToArray();
        return new(encoded, [.. aspects.Select(aspect => aspect.Range)], [.. aspects.Select(aspect => aspect.Label)], text.Tagged);
    }

    private static int LabelOf(AspectLabel aspect) => AspectRecipe.Labels.Index().First(label => label.Item == aspect.Label).Index;
}
