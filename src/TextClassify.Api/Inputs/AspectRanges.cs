namespace TextClassify.Api.Inputs;

/// <summary>From the spans of an input to the tokens they cover, or what is wrong with them.</summary>
internal static class AspectRanges
{
    /// <summary>
    /// Null ranges for a model of whole texts, and where the model finds the aspects. The problem's place is within the input.
    /// </summary>
    /// <param name="model">What is asked.</param>
    /// <param name="item">The input.</param>
    /// <param name="text">As the model reads it.</param>
    /// <param name="several">Whether the verb answers for several aspects of a text.</param>
    public static (IReadOnlyList<TokenRange>? Ranges, Problem? Problem) Of(
        ITextClassifier model, InputItem item, EncodedText text, bool several)
    {
        if (model is not IAspectClassifier)
        {
            return (null, null);
        }

        if (Misfit(model, item, several) is { } misfit)
        {
            return (null, misfit);
        }

        var spans = item.Aspect is { } single ? [single] : item.Aspects!.Spans;
        if (spans is null)
        {
            return (null, null);
        }

        var ranges = new TokenRange[spans.Count];
        for (int i = 0; i < ranges.Length; i++)
        {
            if (Fault(item.Text, text, spans[i]) is { } fault)
            {
                string where = item.Aspect is null ? $"aspects[{i}]" : "aspect";
                return (null, new Problem(ProblemTypes.InvalidAspect, $"The aspect from {spans[i].Start} to {spans[i].End} {fault}.")
                {
                    Where = where,
                });
            }

            ranges[i] = TokenRange.Over(text.Tokens.Span, spans[i].Start, spans[i].End);
        }

        return (ranges, null);
    }

    private static Problem? Misfit(ITextClassifier model, InputItem item, bool several)
    {
        const string Single = "aspect: {start, end}";
        const string Found = "aspects: \"auto\"";
        string name = model.Manifest.Name;
        return (item.Aspect, item.Aspects, several) switch
        {
            (null, null, true) => Missing(
                "aspect", $"The model {name} labels aspects of a text: send {Single} for one, or {Found} for those it finds."),
            (null, null, false) => Missing(
                "aspect", $"The model {name} works on one aspect of a text: send {Single}; /classify finds aspects with {Found}."),
            (null, not null, false) => Missing(
                "aspects", $"One aspect of a text at a time is taken here: send {Single}; /classify takes aspects."),
            (not null, not null, _) => new Problem(ProblemTypes.InvalidAspect, "Send aspect or aspects, not both.") { Where = "aspects" },
            _ => null,
        };

        static Problem Missing(string where, string detail) => new(ProblemTypes.AspectMissing, detail) { Where = where };
    }

    /// <summary>The end of a sentence that begins with the aspect; null for one that can be asked about.</summary>
    private static string? Fault(string text, EncodedText encoded, AspectSpan span)
    {
        if (span.End > text.Length)
        {
            return $"leaves the text, which has {text.Length} UTF-16 code units";
        }

        if (span.Start >= span.End)
        {
            return "is empty; its end lies behind its start";
        }

        if (IsWithinPair(text, span.Start) || IsWithinPair(text, span.End))
        {
            return "cuts a character of two UTF-16 code units (a surrogate pair)";
        }

        var tokens = encoded.Tokens.Span;
        int read = tokens[^1].End;
        return encoded.Truncated
            && span.End > read
            && !text.AsSpan(Math.Max(span.Start, read), span.End - Math.Max(span.Start, read)).IsWhiteSpace()
                ? $"leaves what the model reads of the text, its first {encoded.Length} tokens of {encoded.TotalTokens}, which end "
                    + $"at {read}"
            : TokenRange.Over(tokens, span.Start, span.End).Length == 0 ? "covers no word, number or sign"
            : null;
    }

    private static bool IsWithinPair(string text, int at) => at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);
}
