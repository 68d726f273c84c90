namespace TextClassify.Training.Pairing;

/// <summary>Rows by class, for macro-F1 of many samples of the same rows.</summary>
/// <param name="classes">Number of classes.</param>
internal sealed class ClassCounts(int classes)
{
    private readonly int[] _actual = new int[classes];
    private readonly int[] _predicted = new int[classes];
    private readonly int[] _right = new int[classes];

    public void Clear()
    {
        Array.Clear(_actual);
        Array.Clear(_predicted);
        Array.Clear(_right);
    }

    public void Add(int label, int predicted)
    {
        _actual[label]++;
        _predicted[predicted]++;
        _right[label] += label == predicted ? 1 : 0;
    }

    /// <summary>Mean of F1 over the classes that have a row, 0..1, as <see cref="ConfusionMatrix.MacroF1"/> is.</summary>
    public double MacroF1()
    {
        double sum = 0;
        int measured = 0;
        for (int label = 0; label < classes; label++)
        {
            if (_actual[label] > 0)
            {
                measured++;
                sum += 2.0 * _right[label] / (_actual[label] + _predicted[label]);
            }
        }

        return sum / measured;
    }
}
