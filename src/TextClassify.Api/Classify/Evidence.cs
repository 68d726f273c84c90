namespace TextClassify.Api.Classify;

/// <summary>The logit of a label as a sum: logit = bias + the tokens' scores, to float precision.</summary>
/// <param name="Target">The label.</param>
/// <param name="Logit">Its logit, before temperature.</param>
/// <param name="Bias">What the logit holds before any token speaks.</param>
/// <param name="Tokens">The tokens' shares.</param>
/// <param name="Sentences">The same sum by sentences, when asked for.</param>
internal sealed record Evidence(
    string Target, float Logit, float Bias, IReadOnlyList<TokenScore> Tokens, IReadOnlyList<SentenceScore>? Sentences = null);

/// <summary>A sentence and the sum of its tokens' shares.</summary>
/// <param name="Index">Its place among the sentences.</param>
/// <param name="Text">As the caller sent it.</param>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">The code unit after the last.</param>
/// <param name="Score">Its share of the logit.</param>
internal sealed record SentenceScore(int Index, string Text, int Start, int End, float Score);
