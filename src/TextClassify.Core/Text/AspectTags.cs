namespace TextClassify.Text;

/// <summary>
/// The tags by which a model marks the aspects of a text, one a token: outside, an aspect's first token, and a further one.
/// </summary>
public static class AspectTags
{
    public const int Outside = 0;
    public const int Begin = 1;
    public const int Inside = 2;

    public const int Count = 3;

    /// <summary>
    /// The spans that likeliest tags mark, in the order of the text; an inside that follows nothing begins one. Equal logits take the lower
    /// tag.
    /// </summary>
    /// <param name="logits">[T,3].</param>
    public static IReadOnlyList<TokenRange> Spans(ReadOnlySpan<float> logits)
    {
        var spans = new List<TokenRange>();
        int tokens = logits.Length / Count, start = -1;
        for (int token = 0; token < tokens; token++)
        {
            int tag = TensorPrimitives.IndexOfMax(logits.Slice(token * Count, Count));
            if (start >= 0 && tag != Inside)
            {
                spans.Add(new TokenRange(start, token));
                start = -1;
            }

            if (start < 0 && tag != Outside)
            {
                start = token;
            }
        }

        if (start >= 0)
        {
            spans.Add(new TokenRange(start, tokens));
        }

        return spans;
    }
}
