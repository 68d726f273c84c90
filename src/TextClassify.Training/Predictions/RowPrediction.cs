namespace TextClassify.Training.Predictions;

/// <summary>What a model said of one labelled row.</summary>
/// <param name="Row">As it was read.</param>
/// <param name="Predicted">The label of the largest score.</param>
/// <param name="Score">Of <paramref name="Predicted"/>, 0..1, at the model's temperature.</param>
/// <param name="LabelScore">Of the row's own label.</param>
internal readonly record struct RowPrediction(LabelledText Row, string Predicted, double Score, double LabelScore)
{
    public bool IsRight => Predicted == Row.Label;

    /// <param name="split">The rows.</param>
    /// <param name="logits">What the model said of them.</param>
    /// <param name="labels">Class names in the order of the logits.</param>
    /// <param name="temperature">What divides the logits.</param>
    public static IReadOnlyList<RowPrediction> Of(
        EncodedSplit split, LabelledLogits logits, IReadOnlyList<string> labels, double temperature)
    {
        var predictions = new RowPrediction[logits.Rows];
        for (int row = 0; row < predictions.Length; row++)
        {
            double[] scores = Probabilities.Softmax(logits.Row(row), temperature);
            int best = Probabilities.ArgMax(logits.Row(row));
            predictions[row] = new(split.Rows[row], labels[best], scores[best], scores[logits.Labels[row]]);
        }

        return predictions;
    }

    /// <summary>Wrong rows, the surest first: labels that are wrong and texts that the model misreads are found among them.</summary>
    public static IReadOnlyList<RowPrediction> SurestErrors(IEnumerable<RowPrediction> rows, int most) =>
        [.. rows.Where(row => !row.IsRight).OrderByDescending(row => row.Score).Take(most)];
}
