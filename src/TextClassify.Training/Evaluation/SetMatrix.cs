namespace TextClassify.Training.Evaluation;

/// <summary>Rows that may have several labels: of each label how often it is found, missed and wrongly said, and what follows.</summary>
internal sealed class SetMatrix
{
    private readonly int[] _right, _said, _actual;
    private readonly int _exact;

    /// <param name="split">With targets.</param>
    /// <param name="temperature">What divides the logits.</param>
    /// <param name="thresholds">[C], the score from which on a label is said; a half each without them.</param>
    public SetMatrix(LabelledLogits split, double temperature = 1, IReadOnlyList<double>? thresholds = null)
    {
        (Rows, Classes) = (split.Rows, split.Classes);
        (_right, _said, _actual) = (new int[Classes], new int[Classes], new int[Classes]);
        for (int row = 0; row < Rows; row++)
        {
            double[] scores = Probabilities.Of(split.Row(row), new(temperature, Independent: true));
            bool exact = true;
            for (int label = 0; label < Classes; label++)
            {
                bool said = scores[label] >= (thresholds?[label] ?? 0.5), has = split.TargetsOf(row)[label];
                _said[label] += said ? 1 : 0;
                _actual[label] += has ? 1 : 0;
                _right[label] += said && has ? 1 : 0;
                exact &= said == has;
            }

            _exact += exact ? 1 : 0;
        }
    }

    public int Rows { get; }

    /// <summary>C.</summary>
    public int Classes { get; }

    /// <summary>Share of rows whose labels are all found, and no other is said, 0..1.</summary>
    public double SubsetAccuracy => (double)_exact / Rows;

    /// <summary>F1 of all labels' decisions together, 0..1; each counts as often as it is had or said.</summary>
    public double MicroF1 => F1(_right.Sum(), _said.Sum(), _actual.Sum());

    /// <summary>Labels that a row has; of the others nothing was measured.</summary>
    public IReadOnlyList<int> Measured => [.. Enumerable.Range(0, Classes).Where(label => _actual[label] > 0)];

    /// <summary>Mean over the measured labels, each counting the same; 0 where no row has a label.</summary>
    public double MacroF1 => Measured.Select(F1).DefaultIfEmpty().Average();

    public double F1(int label) => F1(_right[label], _said[label], _actual[label]);

    public double Precision(int label) => _said[label] == 0 ? 0 : (double)_right[label] / _said[label];

    public double Recall(int label) => _actual[label] == 0 ? 0 : (double)_right[label] / _actual[label];

    /// <summary>Rows that have the label.</summary>
    public int Actual(int label) => _actual[label];

    /// <summary>Rows that are said to have it.</summary>
    public int Said(int label) => _said[label];

    private static double F1(int right, int said, int actual) => said + actual == 0 ? 0 : 2.0 * right / (said + actual);
}
