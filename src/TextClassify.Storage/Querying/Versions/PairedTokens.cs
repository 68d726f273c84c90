namespace TextClassify.Storage.Querying.Versions;

/// <summary>Shares of tokens by two versions, over texts to which both give one label and of which the shares of both are kept.</summary>
/// <param name="Texts">These texts.</param>
/// <param name="Tokens">A row a token and label.</param>
public sealed record PairedTokens(long Texts, IReadOnlyList<PairedToken> Tokens);
