namespace TextClassify.Storage.Querying;

/// <summary>What accuracy is computed from; sums, so that those of several groups or replicas add up.</summary>
/// <param name="Group">The group's name; empty where there is one.</param>
/// <param name="Count">Predictions.</param>
/// <param name="Confidence">Sum of the likeliest label's probability, f.</param>
/// <param name="Squares">Sum of f squared.</param>
/// <param name="Labelled">Predictions with a label.</param>
/// <param name="Right">Of those, the right ones.</param>
/// <param name="LabelledConfidence">Sum of f over the labelled.</param>
/// <param name="LabelledSquares">Sum of f squared over the labelled.</param>
/// <param name="RightConfidence">Sum of f over the right.</param>
public sealed record QualitySums(
    string Group,
    long Count,
    double Confidence,
    double Squares,
    long Labelled,
    long Right,
    double LabelledConfidence,
    double LabelledSquares,
    double RightConfidence);
