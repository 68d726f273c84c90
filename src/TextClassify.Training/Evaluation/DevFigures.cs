namespace TextClassify.Training.Evaluation;

/// <summary>What one run reaches on the development split.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="Calibration">Fitted on the same split.</param>
/// <param name="Matrix">Rows by true and predicted class.</param>
/// <param name="CalibrationErrorBefore">At temperature 1.</param>
/// <param name="CalibrationErrorAfter">At <see cref="Temperature"/>.</param>
/// <param name="LossBefore">Mean negative log-likelihood in nats at temperature 1.</param>
/// <param name="LossAfter">The same at <see cref="Temperature"/>.</param>
internal sealed record DevFigures(
    int Seed,
    Calibration Calibration,
    ConfusionMatrix Matrix,
    double CalibrationErrorBefore,
    double CalibrationErrorAfter,
    double LossBefore,
    double LossAfter) : IRunFigures
{
    IReadOnlyList<double>? IRunFigures.Thresholds => null;

    /// <summary>What divides the logits.</summary>
    public double Temperature => Calibration.Temperature;

    /// <summary>What must be known beside the figures, a sentence each.</summary>
    /// <param name="labels">Class names in the order of the logits.</param>
    public IEnumerable<string> Notes(IReadOnlyList<string> labels) =>
        MeasuredClasses.Note(Matrix, labels) is { } note ? [Calibration.Sentence, note] : [Calibration.Sentence];

    public static DevFigures Measure(LabelledLogits split, int seed)
    {
        var calibration = Calibration.Of(split);
        double temperature = calibration.Temperature;
        return new DevFigures(
            seed,
            calibration,
            new ConfusionMatrix(split),
            CalibrationError.Expected(split, 1),
            CalibrationError.Expected(split, temperature),
            TemperatureScaling.Loss(split, 1),
            TemperatureScaling.Loss(split, temperature));
    }
}
