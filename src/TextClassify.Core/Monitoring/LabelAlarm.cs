namespace TextClassify.Monitoring;

/// <summary>
/// Watches labels as they come and tells when a model is less often right than it was on its reference, whenever that began. An e-detector
/// (Shin, Ramdas and Rinaldo 2022): the Shiryaev-Roberts sum of likelihood ratios, over a grid of accuracies below the reference's. While
/// the model is as right as that, at least <c>labelsPerAlarm</c> labels go by on average until it alarms, and n labels alarm with a chance
/// of n over that at most, however often one looks.
/// </summary>
public sealed class LabelAlarm
{
    private const int GridSize = 24;

    /// <summary>The least accuracy of the grid, as a share of the reference's.</summary>
    private const double Lowest = 0.4;

    /// <summary>The greatest: what is closer takes too many labels to be told from chance.</summary>
    private const double Highest = 0.97;

    private readonly double[] _right = new double[GridSize], _wrong = new double[GridSize], _sums = new double[GridSize];
    private readonly double _threshold;

    /// <param name="reference">Accuracy that is expected, above 0 and below 1.</param>
    /// <param name="labelsPerAlarm">Labels for one false alarm, at least 1.</param>
    public LabelAlarm(double reference, double labelsPerAlarm)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(reference, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(reference, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(labelsPerAlarm, 1);
        _threshold = labelsPerAlarm;
        for (int i = 0; i < GridSize; i++)
        {
            double accuracy = reference * (Lowest + ((Highest - Lowest) * i / (GridSize - 1)));
            (_right[i], _wrong[i]) = (accuracy / reference, (1 - accuracy) / (1 - reference));
        }
    }

    /// <summary>Labels until the alarm; null while there is none. It stays.</summary>
    public long? Alarm { get; private set; }

    /// <summary>Labels that it was told.</summary>
    public long Count { get; private set; }

    /// <summary>Takes the next label.</summary>
    /// <param name="right">Whether the model was.</param>
    public void Add(bool right)
    {
        Count++;
        double[] ratios = right ? _right : _wrong;
        double all = 0;
        for (int i = 0; i < GridSize; i++)
        {
            // Beyond the threshold it has alarmed; more would overflow at last.
            _sums[i] = Math.Min((1 + _sums[i]) * ratios[i], double.MaxValue / GridSize);
            all += _sums[i];
        }

        if (all / GridSize >= _threshold)
        {
            Alarm ??= Count;
        }
    }
}
