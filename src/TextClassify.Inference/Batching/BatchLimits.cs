namespace TextClassify.Inference.Batching;

/// <summary>What one run may hold.</summary>
/// <param name="MaxTokens">Rows times the longest of them; a longer row runs alone.</param>
/// <param name="MaxRows">Most rows.</param>
/// <param name="MaxPaddingRatio">
/// Padded tokens over real ones, at least 1; a batch of a few tokens may pass it by <paramref name="RunCost"/>.
/// </param>
/// <param name="RunCost">What a run takes beside its tokens, in tokens: less padding than that is cheaper than a run of its own.</param>
internal readonly record struct BatchLimits(int MaxTokens, int MaxRows, double MaxPaddingRatio, int RunCost);
