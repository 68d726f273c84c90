namespace TextClassify.Inference.Batching;

/// <summary>What one run may hold.</summary>
/// <param name="MaxTokens">Rows times the longest of them; a longer row runs alone.</param>
/// <param name="MaxRows">Most rows.</param>
/// <param name="MaxPaddingRatio">Padded tokens over real ones, at least 1; a batch of a few tokens may pass it by <see cref="BatchPlanner.FreePadding"/>.</param>
internal readonly record struct BatchLimits(int MaxTokens, int MaxRows, double MaxPaddingRatio);
