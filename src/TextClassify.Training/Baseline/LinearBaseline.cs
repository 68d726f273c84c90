namespace TextClassify.Training.Baseline;

/// <summary>TF-IDF with logistic regression: what any other model of the same rows must beat.</summary>
internal static class LinearBaseline
{
    private static readonly double[] Strengths = [1, 3, 10, 30, 100];

    /// <summary>Fits every strength on the training rows and tells of the one that is best on the development rows.</summary>
    public static BaselineReport Measure(
        EncodedSplit train, EncodedSplit dev, int classes, TimeProvider time, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        var features = TextFeatures.Of([.. train.Rows.Select(row => row.Text)]);
        SparseRow[] rows = [.. train.Rows.Select(row => features.Read(row.Text))];
        SparseRow[] held = [.. dev.Rows.Select(row => features.Read(row.Text))];
        (ConfusionMatrix Matrix, double Strength)? best = null;
        foreach (double strength in Strengths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var weights = LogisticRegression.Fit(rows, train.Labels, features.Count, classes, strength);
            var matrix = new ConfusionMatrix(new LabelledLogits(classes, weights.Score(held), dev.Labels));
            if (best is not { } kept || matrix.Accuracy > kept.Matrix.Accuracy)
            {
                best = (matrix, strength);
            }
        }

        var (figures, at) = best!.Value;
        return new(figures.Accuracy, figures.MacroF1, at, features.Count) { Elapsed = time.GetElapsedTime(began) };
    }
}
