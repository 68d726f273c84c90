namespace TextClassify.Text;

/// <summary>A text as the model reads it.</summary>
/// <param name="Ids">Vocabulary ids, one a token, cut to the model's token limit.</param>
/// <param name="Tokens">The tokens' places in the text; same length as <paramref name="Ids"/>.</param>
/// <param name="TotalTokens">Tokens in the whole text, cut ones included.</param>
public sealed record EncodedText(ReadOnlyMemory<int> Ids, ReadOnlyMemory<TokenSpan> Tokens, int TotalTokens)
{
    /// <summary>The ids that stand for no piece of the text; of the model it is encoded for.</summary>
    public SpecialIds Special { get; init; } = SpecialIds.OfWords;

    /// <summary>Tokens the model reads.</summary>
    public int Length => Ids.Length;

    /// <summary>True when the text was longer than the model's token limit.</summary>
    public bool Truncated => TotalTokens > Ids.Length;
}
