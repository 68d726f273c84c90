namespace TextClassify.Training.Baseline;

/// <summary>TF-IDF with logistic regression: what any other model of the same rows must beat.</summary>
internal static class LinearBaseline
{
    private static readonly double[] Strengths = [1, 3, 10, 30, 100];

    /// <summary>Fits every strength on the training rows and tells of the one that is best on the development rows.</summary>
    public static BaselineReport Measure(
        EncodedSplit train, EncodedSplit dev, int classes, TimeProvider time, CancellationToken cancellationToken) =>
        Measure(train, dev, dev, classes, time, cancellationToken);

    /// <summary>The same, told of other rows than it was chosen on.</summary>
    public static BaselineReport Measure(
        EncodedSplit train, EncodedSplit dev, EncodedSplit measured, int classes, TimeProvider time, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        var features = TextFeatures.Of([.. train.Rows.Select(row => row.Text)]);
        SparseRow[] rows = [.. train.Rows.Select(row => features.Read(row.Text))];
        SparseRow[] held = [.. dev.Rows.Select(row => features.Read(row.Text))];
        (LinearWeights Weights, Reach Reach, double Strength)? best = null;
        foreach (double strength in Strengths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var weights = LogisticRegression.Fit(rows, train, features.Count, classes, strength);
            var reach = Reach.Of(dev.Logits(classes, weights.Score(held)));
            if (best is not { } kept || reach.Chosen > kept.Reach.Chosen)
            {
                best = (weights, reach, strength);
            }
        }

        var (chosen, figures, at) = best!.Value;
        if (!ReferenceEquals(dev, measured))
        {
            figures = Reach.Of(measured.Logits(classes, chosen.Score([.. measured.Rows.Select(row => features.Read(row.Text))])));
        }

        return new(figures.Accuracy, figures.MacroF1, at, features.Count)
        {
            MicroF1 = figures.MicroF1,
            Elapsed = time.GetElapsedTime(began),
        };
    }
}
