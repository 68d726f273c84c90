namespace TextClassify.Api.Classify;

/// <summary>The labels of one of several aspects of a text.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">The code unit after the last.</param>
/// <param name="Text">The text from start to end.</param>
/// <param name="Label">The likeliest label.</param>
/// <param name="Score">Its calibrated probability.</param>
/// <param name="Scores">Labels by falling probability.</param>
/// <param name="Evidence">The tokens' shares, when asked for.</param>
internal sealed record AspectResult(
    int Start, int End, string Text, string Label, float Score, IReadOnlyList<LabelScore> Scores, Evidence? Evidence);
