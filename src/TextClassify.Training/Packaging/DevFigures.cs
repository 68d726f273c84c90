namespace TextClassify.Training.Packaging;

/// <summary>What one run reaches on the development split.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="Temperature">Fitted on the same split.</param>
/// <param name="Matrix">Rows by true and predicted class.</param>
/// <param name="CalibrationErrorBefore">At temperature 1.</param>
/// <param name="CalibrationErrorAfter">At <paramref name="Temperature"/>.</param>
/// <param name="LossBefore">Mean negative log-likelihood in nats at temperature 1.</param>
/// <param name="LossAfter">The same at <paramref name="Temperature"/>.</param>
internal sealed record DevFigures(
    int Seed,
    double Temperature,
    ConfusionMatrix Matrix,
    double CalibrationErrorBefore,
    double CalibrationErrorAfter,
    double LossBefore,
    double LossAfter)
{
    public static DevFigures Measure(LabelledLogits split, int seed)
    {
        double temperature = TemperatureScaling.Fit(split);
        return new DevFigures(
            seed,
            temperature,
            new ConfusionMatrix(split),
            CalibrationError.Expected(split, 1),
            CalibrationError.Expected(split, temperature),
            TemperatureScaling.Loss(split, 1),
            TemperatureScaling.Loss(split, temperature));
    }
}
