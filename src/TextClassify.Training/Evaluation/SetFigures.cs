namespace TextClassify.Training.Evaluation;

/// <summary>What one run reaches on development rows that may have several labels.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="Calibration">Fitted on the same rows.</param>
/// <param name="Thresholds">Chosen on the same rows.</param>
/// <param name="Matrix">At the thresholds.</param>
/// <param name="AtHalf">At a half for each label.</param>
/// <param name="CalibrationErrorBefore">Of all labels' scores, at temperature 1.</param>
/// <param name="CalibrationErrorAfter">At <see cref="Temperature"/>.</param>
/// <param name="LossBefore">Negative log-likelihood of a row's labels in nats, summed over labels, at temperature 1.</param>
/// <param name="LossAfter">The same at <see cref="Temperature"/>.</param>
internal sealed record SetFigures(
    int Seed,
    Calibration Calibration,
    SetThresholds Thresholds,
    SetMatrix Matrix,
    SetMatrix AtHalf,
    double CalibrationErrorBefore,
    double CalibrationErrorAfter,
    double LossBefore,
    double LossAfter) : IRunFigures
{
    private const int Digits = 6;

    public double Temperature => Calibration.Temperature;

    IReadOnlyList<double> IRunFigures.Thresholds => Thresholds.Values;

    public static SetFigures Measure(LabelledLogits split, int seed)
    {
        var calibration = Calibration.Of(split);
        double temperature = calibration.Temperature;
        var thresholds = SetThresholds.Of(split, temperature);
        return new(
            seed,
            calibration,
            thresholds,
            new SetMatrix(split, temperature, thresholds.Values),
            new SetMatrix(split),
            CalibrationError.Expected(split, 1),
            CalibrationError.Expected(split, temperature),
            TemperatureScaling.Loss(split, 1),
            TemperatureScaling.Loss(split, temperature));
    }

    public IEnumerable<string> Notes(IReadOnlyList<string> labels)
    {
        yield return Calibration.Sentence;
        string[] half = [.. labels.Where((_, label) => !Thresholds.Fitted[label]).Select(label => $"'{label}'")];
        string rest = half.Length == 0 ? "."
            : $", but for labels of fewer than {SetThresholds.LeastRows} such rows, whose threshold is a half: {string.Join(", ", half)}.";
        yield return half.Length == labels.Count
            ? $"Every label's threshold is a half, as none has {SetThresholds.LeastRows} development rows."
            : $"A text has a label from the score on that has the best F1 on the development rows{rest}";
        if (Matrix.Measured.Count < labels.Count)
        {
            yield return $"Macro-F1 is the mean over the {Matrix.Measured.Count} of {labels.Count} labels that a development row has.";
        }
    }

    public SortedDictionary<string, double> Metrics() => new(StringComparer.Ordinal)
    {
        ["rows"] = Matrix.Rows,
        ["micro_f1"] = Math.Round(Matrix.MicroF1, Digits),
        ["macro_f1"] = Math.Round(Matrix.MacroF1, Digits),
        ["subset_accuracy"] = Math.Round(Matrix.SubsetAccuracy, Digits),
        ["ece"] = Math.Round(CalibrationErrorAfter, Digits),
        ["ece_before_temperature"] = Math.Round(CalibrationErrorBefore, Digits),
        ["loss"] = Math.Round(LossAfter, Digits),
        ["loss_before_temperature"] = Math.Round(LossBefore, Digits),
    };
}
