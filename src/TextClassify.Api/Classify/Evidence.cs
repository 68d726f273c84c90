namespace TextClassify.Api.Classify;

/// <summary>The logit of a label as a sum: logit = bias + the tokens' scores, to float precision.</summary>
/// <param name="Target">The label.</param>
/// <param name="Logit">Its logit, before temperature.</param>
/// <param name="Bias">What the logit holds before any token speaks.</param>
/// <param name="Tokens">The tokens' shares.</param>
internal sealed record Evidence(string Target, float Logit, float Bias, IReadOnlyList<TokenScore> Tokens);
