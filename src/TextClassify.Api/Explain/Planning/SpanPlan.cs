namespace TextClassify.Api.Explain.Planning;

/// <summary>Which tokens each span holds.</summary>
internal static class SpanPlan
{
    private const string Words = "words";
    private const string Sentences = "sentences";

    /// <summary>Null when the request's spans can be found in some text.</summary>
    public static Problem? Check(ExplainRequest request)
    {
        if (request.Spans is not { } spans)
        {
            return null;
        }

        if (spans.Ranges is null)
        {
            return spans.Kind is Words or Sentences
                ? null
                : Refuse("spans", $"{Quoted.Name(spans.Kind!)} is not known; there are words, sentences, or a list of ranges.");
        }

        return request.Inputs.Items.Count == 1 ? null : Refuse("spans", "Ranges belong to one text; send one input.");
    }

    /// <summary>The tokens of each span, or why a range holds no whole ones. Ranges of the same tokens are one span.</summary>
    public static (IReadOnlyList<(int First, int Count)> Spans, Problem? Problem) Of(SpanRequest request, string text, EncodedText encoded)
    {
        var tokens = encoded.Tokens.Span;
        if (request.Ranges is null)
        {
            int[] first = request.Kind == Words ? TextSpans.Words(text, tokens) : TextSpans.Sentences(text, tokens);
            return ([.. first.Select((start, i) => (start, (i + 1 < first.Length ? first[i + 1] : encoded.Length) - start))], null);
        }

        var spans = new OrderedDictionary<(int First, int Count), int>(request.Ranges.Count);
        for (int i = 0; i < request.Ranges.Count; i++)
        {
            var range = request.Ranges[i];
            string where = $"spans[{i}]";
            if (range.Start >= range.End || range.End > text.Length)
            {
                return ([], Refuse(
                    where,
                    $"The range {range.Start} to {range.End} must lie in the text, which has {text.Length} UTF-16 code units, and not "
                        + "be empty."));
            }

            int first = 0;
            while (first < tokens.Length && tokens[first].End <= range.Start)
            {
                first++;
            }

            int end = first;
            while (end < tokens.Length && tokens[end].Start < range.End)
            {
                if (tokens[end].Start < range.Start || tokens[end].End > range.End)
                {
                    return ([], Refuse(
                        where, $"The range {range.Start} to {range.End} cuts the token from {tokens[end].Start} to {tokens[end].End}."));
                }

                end++;
            }

            if (end == first)
            {
                return ([], Refuse(where, $"The range {range.Start} to {range.End} holds no token that the model reads."));
            }

            spans.TryAdd((first, end - first), i);
        }

        return ([.. spans.Keys], null);
    }

    private static Problem Refuse(string where, string detail) => new(ProblemTypes.OutOfRange, detail) { Where = where };
}
