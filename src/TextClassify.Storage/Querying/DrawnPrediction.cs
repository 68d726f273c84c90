namespace TextClassify.Storage.Querying;

/// <summary>A prediction by its place in the order in which labels are asked for.</summary>
/// <param name="Row">Of the prediction.</param>
/// <param name="Rank">The lowest come first.</param>
/// <param name="Confidence">The predicted label's probability.</param>
/// <param name="Right">Whether the label that was given is the predicted one; null without one.</param>
public sealed record DrawnPrediction(long Row, double Rank, double Confidence, bool? Right);
