namespace TextClassify.Storage.Querying;

/// <param name="Row">Of the prediction.</param>
/// <param name="Token">The piece.</param>
/// <param name="Position">Its place.</param>
/// <param name="Share">Of the likeliest label's logit.</param>
public sealed record FoundShare(long Row, string Token, int Position, float Share);
