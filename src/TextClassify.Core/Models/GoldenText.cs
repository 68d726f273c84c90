namespace TextClassify.Models;

/// <summary>A text whose scores travel with the package and must come out again (1e-4) before it is served.</summary>
/// <param name="Text">The text.</param>
/// <param name="Scores">Calibrated probabilities in the order of the labels.</param>
/// <param name="GradientXInput">
/// Gradient times input of the predicted label's logit, one a token; in packages that carry a backward pass, absent in others.
/// </param>
public sealed record GoldenText(string Text, IReadOnlyList<double> Scores, IReadOnlyList<double>? GradientXInput = null);
