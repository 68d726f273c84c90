namespace TextClassify.Training.Baseline;

/// <summary>What the baseline reaches on the development rows.</summary>
/// <param name="Accuracy">0..1.</param>
/// <param name="MacroF1">0..1.</param>
/// <param name="Strength">C, chosen on the same rows.</param>
/// <param name="Features">F.</param>
internal sealed record BaselineReport(double Accuracy, double MacroF1, double Strength, int Features);
