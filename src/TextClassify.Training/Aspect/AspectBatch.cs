namespace TextClassify.Training.Aspect;

/// <summary>Texts side by side and all of their aspects, text by text.</summary>
/// <param name="Tokens">The texts.</param>
/// <param name="Places">The aspects.</param>
/// <param name="Labels">[A].</param>
/// <param name="Tags">[B,T]; <see cref="NoTag"/> beyond a text's length and where aspects are not to be found.</param>
internal sealed record AspectBatch(TokenBatch Tokens, AspectPlaces Places, long[] Labels, long[] Tags)
{
    /// <summary>Torch's own mark of what a loss leaves out.</summary>
    public const long NoTag = -100;

    public static AspectBatch Of(IReadOnlyList<EncodedAspects> texts)
    {
        var tokens = TokenBatch.Of([.. texts.Select(text => text.Text.Ids)]);
        var aspects = texts.Index().SelectMany(text => text.Item.Ranges.Select(range => (Row: (long)text.Index, Range: range))).ToArray();
        long[] tags = new long[tokens.Ids.Length];
        Array.Fill(tags, NoTag);
        foreach (var (row, text) in texts.Index().Where(text => text.Item.Tagged))
        {
            Array.ConvertAll(text.Tags(), tag => (long)tag).CopyTo(tags, row * tokens.Time);
        }

        return new(
            tokens,
            new AspectPlaces(
                [.. aspects.Select(aspect => aspect.Row)],
                [.. aspects.Select(aspect => (long)tokens.Lengths[aspect.Row])],
                [.. aspects.Select(aspect => (long)aspect.Range.Start)],
                [.. aspects.Select(aspect => (long)aspect.Range.End)]),
            [.. texts.SelectMany(text => text.Labels).Select(label => (long)label)],
            tags);
    }
}
