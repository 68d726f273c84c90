namespace TextClassify.Training.Transformer;

/// <summary>A split as a transformer reads it: what stands around every text is part of its ids.</summary>
internal static class PieceRows
{
    public static ReadOnlyMemory<int>[] Of(EncodedSplit split, SpecialIds special) =>
    [
        .. split.Texts.Select(text => (ReadOnlyMemory<int>)(int[])[.. special.Prefix.Span, .. text.Ids.Span, .. special.Suffix.Span]),
    ];
}
