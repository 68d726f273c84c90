namespace TextClassify.Api.Inputs;

/// <summary>Tokens as answers show them: the surface form is cut from the text as it was sent.</summary>
internal static class TokenList
{
    public static Token[] Of(string text, EncodedText encoded)
    {
        var ids = encoded.Ids.Span;
        var spans = encoded.Tokens.Span;
        var tokens = new Token[ids.Length];
        for (int i = 0; i < tokens.Length; i++)
        {
            var (start, end) = spans[i];
            tokens[i] = new Token(i, text[start..end], start, end, ids[i] == encoded.Special.Unknown);
        }

        return tokens;
    }

    public static TokenScore[] Of(string text, EncodedText encoded, float[] scores, float[]? standardErrors)
    {
        var tokens = Of(text, encoded, scores);
        for (int i = 0; standardErrors is not null && i < tokens.Length; i++)
        {
            tokens[i] = tokens[i] with { StandardError = standardErrors[i] };
        }

        return tokens;
    }

    public static TokenScore[] Of(string text, EncodedText encoded, ReadOnlySpan<float> scores, int stride = 1, int offset = 0)
    {
        var ids = encoded.Ids.Span;
        var spans = encoded.Tokens.Span;
        var tokens = new TokenScore[ids.Length];
        for (int i = 0; i < tokens.Length; i++)
        {
            var (start, end) = spans[i];
            tokens[i] = new TokenScore(i, text[start..end], start, end, scores[(i * stride) + offset], ids[i] == encoded.Special.Unknown);
        }

        return tokens;
    }
}
