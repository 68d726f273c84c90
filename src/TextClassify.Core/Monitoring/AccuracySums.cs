namespace TextClassify.Monitoring;

/// <summary>
/// What accuracy is estimated from: sums over predictions, of which some have a label. f is the probability of the predicted label. Sums,
/// so that those of several replicas or hours add up to what one had counted.
/// </summary>
/// <param name="Count">Predictions.</param>
/// <param name="Confidence">Sum of f.</param>
/// <param name="Squares">Sum of f squared.</param>
/// <param name="Labelled">Predictions with a label.</param>
/// <param name="Right">Of those, the right ones.</param>
/// <param name="LabelledConfidence">Sum of f over the labelled.</param>
/// <param name="LabelledSquares">Sum of f squared over the labelled.</param>
/// <param name="RightConfidence">Sum of f over the right.</param>
public readonly record struct AccuracySums(
    long Count,
    double Confidence,
    double Squares,
    long Labelled,
    long Right,
    double LabelledConfidence,
    double LabelledSquares,
    double RightConfidence)
{
    public static AccuracySums operator +(AccuracySums left, AccuracySums right) => new(
        left.Count + right.Count,
        left.Confidence + right.Confidence,
        left.Squares + right.Squares,
        left.Labelled + right.Labelled,
        left.Right + right.Right,
        left.LabelledConfidence + right.LabelledConfidence,
        left.LabelledSquares + right.LabelledSquares,
        left.RightConfidence + right.RightConfidence);
}
