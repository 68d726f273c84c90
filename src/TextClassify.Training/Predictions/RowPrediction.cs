namespace TextClassify.Training.Predictions;

/// <summary>What a model said of one labelled row.</summary>
/// <param name="Row">As it was read.</param>
/// <param name="Predicted">The label of the largest score.</param>
/// <param name="Score">Of <paramref name="Predicted"/>, 0..1, at the model's temperature.</param>
/// <param name="LabelScore">Of the row's own label.</param>
internal readonly record struct RowPrediction(LabelledText Row, string Predicted, double Score, double LabelScore)
{
    public bool IsRight => Predicted == Row.Label;

    /// <summary>
    /// Of rows that may have several labels: <see cref="Predicted"/> is the <see cref="LabelSet"/> of those that are said.
    /// </summary>
    /// <param name="split">The rows.</param>
    /// <param name="logits">What the model said of them.</param>
    /// <param name="labels">Names in the order of the logits.</param>
    /// <param name="temperature">What divides the logits.</param>
    /// <param name="thresholds">[C]; null where one label excludes the others.</param>
    /// <returns>Their score is of the label the model is surest of, or, where labels are wrong, of the surest of those that it is wrong
    /// in; the label's score is that of the least likely of the row's labels.</returns>
    public static IReadOnlyList<RowPrediction> Of(
        EncodedSplit split, LabelledLogits logits, IReadOnlyList<string> labels, double temperature, IReadOnlyList<double>? thresholds)
    {
        if (thresholds is null)
        {
            return Of(split, logits, labels, temperature);
        }

        var predictions = new RowPrediction[logits.Rows];
        for (int row = 0; row < predictions.Length; row++)
        {
            double[] scores = Probabilities.Of(logits.Row(row), new(temperature, Independent: true));
            bool[] has = logits.TargetsOf(row).ToArray(), said = [.. scores.Select((score, label) => score >= thresholds[label])];
            int[] wrong = [.. Enumerable.Range(0, labels.Count).Where(label => said[label] != has[label])];
            double surest = wrong.Length == 0 ? scores.Max() : wrong.Max(label => said[label] ? scores[label] : 1 - scores[label]);
            predictions[row] = new(
                split.Rows[row],
                LabelSet.Of(labels.Where((_, label) => said[label])),
                surest,
                scores.Where((_, label) => has[label]).DefaultIfEmpty(1 - scores.Max()).Min());
        }

        return predictions;
    }

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
