namespace TextClassify.Training.Baseline;

/// <summary>TF-IDF with logistic regression: what any other model of the same rows must beat.</summary>
internal sealed class LinearBaseline
{
    private static readonly double[] Strengths = [1, 3, 10, 30, 100];

    private readonly TextFeatures _features;
    private readonly LinearWeights _weights;

    private LinearBaseline(TextFeatures features, LinearWeights weights, BaselineReport report) =>
        (_features, _weights, Report) = (features, weights, report);

    public BaselineReport Report { get; }

    /// <summary>Fits every strength on the training rows and keeps the one that is best on the development rows.</summary>
    public static LinearBaseline Fit(
        EncodedSplit train, EncodedSplit dev, int classes, TimeProvider time, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        var features = TextFeatures.Of([.. train.Rows.Select(row => row.Text)]);
        SparseRow[] rows = [.. train.Rows.Select(row => features.Read(row.Text))];
        SparseRow[] held = [.. dev.Rows.Select(row => features.Read(row.Text))];
        (LinearWeights Weights, ConfusionMatrix Matrix, double Strength)? best = null;
        foreach (double strength in Strengths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var weights = LogisticRegression.Fit(rows, train.Labels, features.Count, classes, strength);
            var matrix = new ConfusionMatrix(new LabelledLogits(classes, weights.Score(held), dev.Labels));
            if (best is not { } kept || matrix.Accuracy > kept.Matrix.Accuracy)
            {
                best = (weights, matrix, strength);
            }
        }

        var (chosen, figures, at) = best!.Value;
        return new(features, chosen, new(figures.Accuracy, figures.MacroF1, at, features.Count) { Elapsed = time.GetElapsedTime(began) });
    }

    /// <summary>[texts, C].</summary>
    public float[] Score(IEnumerable<string> texts) => _weights.Score([.. texts.Select(_features.Read)]);
}
