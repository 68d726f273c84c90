namespace TextClassify.Training.Evaluation;

/// <summary>Rows by true class and predicted class, and the figures that follow from them.</summary>
internal sealed class ConfusionMatrix
{
    private readonly int[,] _counts;

    public ConfusionMatrix(LabelledLogits split)
    {
        if (split.Targets is not null)
        {
            throw new ArgumentException("Rows that may have several labels have no one class.", nameof(split));
        }

        Classes = split.Classes;
        Rows = split.Rows;
        _counts = new int[Classes, Classes];
        for (int row = 0; row < split.Rows; row++)
        {
            _counts[split.Labels[row], Probabilities.ArgMax(split.Row(row))]++;
        }
    }

    public int Classes { get; }

    public int Rows { get; }

    public int this[int actual, int predicted] => _counts[actual, predicted];

    public double Accuracy => (double)Enumerable.Range(0, Classes).Sum(label => _counts[label, label]) / Rows;

    /// <summary>Classes that a row has; of the others nothing was measured.</summary>
    public IReadOnlyList<int> Measured => [.. Enumerable.Range(0, Classes).Where(label => Actual(label) > 0)];

    /// <summary>
    /// Mean over the measured classes, each counting the same: a class without a row would count as one the net never finds.
    /// </summary>
    public double MacroF1 => Measured.Average(F1);

    public double F1(int label)
    {
        int total = Actual(label) + Predicted(label);
        return total == 0 ? 0 : 2.0 * _counts[label, label] / total;
    }

    public double Precision(int label) => Ratio(_counts[label, label], Predicted(label));

    public double Recall(int label) => Ratio(_counts[label, label], Actual(label));

    public int Actual(int label) => Enumerable.Range(0, Classes).Sum(predicted => _counts[label, predicted]);

    public int Predicted(int label) => Enumerable.Range(0, Classes).Sum(actual => _counts[actual, label]);

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
