namespace TextClassify.Monitoring;

/// <summary>A label that was drawn.</summary>
/// <param name="Chance">With which it was, above 0.</param>
/// <param name="Confidence">The predicted label's probability.</param>
/// <param name="Right">Whether the label is the predicted one.</param>
public readonly record struct SampledLabel(double Chance, double Confidence, bool Right);
