namespace TextClassify.Models;

/// <summary>A text whose scores travel with the package and must come out again (1e-4) before it is served.</summary>
/// <param name="Text">The text.</param>
/// <param name="Scores">Calibrated probabilities in the order of the labels.</param>
public sealed record GoldenText(string Text, IReadOnlyList<double> Scores);
