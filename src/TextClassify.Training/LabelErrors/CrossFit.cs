namespace TextClassify.Training.LabelErrors;

/// <summary>Probabilities of each row by a model that was fitted without it.</summary>
internal static class CrossFit
{
    /// <summary>Fits on rows, and gives the logits [held, C] of others. Both are given by their numbers.</summary>
    public delegate float[] Fit(int[] fitted, int[] held, CancellationToken cancellationToken);

    /// <summary>[rows][C]. A row whose class has no other text can't be judged and is sure of its label.</summary>
    /// <param name="labels">[rows], classes.</param>
    /// <param name="classes">C.</param>
    /// <param name="folds">From <see cref="Folds.Of"/>.</param>
    /// <param name="fit">Called once a part.</param>
    /// <param name="cancellationToken">Passed on.</param>
    public static IReadOnlyList<double[]> Probabilities(
        IReadOnlyList<int> labels, int classes, int[] folds, Fit fit, CancellationToken cancellationToken)
    {
        double[][] probabilities = new double[labels.Count][];
        foreach (int fold in folds.Distinct().Order())
        {
            int[] held = [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] == fold)];
            if (fold == Folds.Never)
            {
                foreach (int row in held)
                {
                    probabilities[row] = new double[classes];
                    probabilities[row][labels[row]] = 1;
                }

                continue;
            }

            int[] fitted = [.. Enumerable.Range(0, folds.Length).Where(row => folds[row] != fold)];
            float[] logits = fit(fitted, held, cancellationToken);
            for (int i = 0; i < held.Length; i++)
            {
                probabilities[held[i]] = Evaluation.Probabilities.Softmax(logits.AsSpan(i * classes, classes), temperature: 1);
            }
        }

        return probabilities;
    }
}
