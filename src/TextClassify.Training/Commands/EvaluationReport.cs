using System.Text.Json;

namespace TextClassify.Training.Commands;

/// <summary>What a model reaches on labelled rows.</summary>
/// <param name="Rows">Rows measured.</param>
/// <param name="Accuracy">0..1.</param>
/// <param name="MacroF1">Mean over the classes that have a row, 0..1.</param>
/// <param name="CalibrationError">Expected calibration error at <paramref name="Temperature"/>, 15 bins, 0..1.</param>
/// <param name="Loss">Mean negative log-likelihood in nats at <paramref name="Temperature"/>.</param>
/// <param name="Temperature">What divides the logits.</param>
/// <param name="Labels">The classes.</param>
/// <param name="Precision">By class, 0..1.</param>
/// <param name="Recall">By class, 0..1.</param>
/// <param name="F1">By class, 0..1.</param>
/// <param name="Confusion">Rows by true class, then predicted class.</param>
/// <param name="Note">Which classes were not measured; null when all were.</param>
internal sealed record EvaluationReport(
    int Rows,
    double Accuracy,
    double MacroF1,
    double CalibrationError,
    double Loss,
    double Temperature,
    IReadOnlyList<string> Labels,
    IReadOnlyList<double> Precision,
    IReadOnlyList<double> Recall,
    IReadOnlyList<double> F1,
    IReadOnlyList<int[]> Confusion,
    string? Note)
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static EvaluationReport Of(LabelledLogits logits, IReadOnlyList<string> labels, double temperature)
    {
        var matrix = new ConfusionMatrix(logits);
        int[] classes = [.. Enumerable.Range(0, matrix.Classes)];

        return new(
            matrix.Rows,
            matrix.Accuracy,
            matrix.MacroF1,
            Evaluation.CalibrationError.Expected(logits, temperature),
            TemperatureScaling.Loss(logits, temperature),
            temperature,
            labels,
            [.. classes.Select(matrix.Precision)],
            [.. classes.Select(matrix.Recall)],
            [.. classes.Select(matrix.F1)],
            [.. classes.Select(actual => classes.Select(predicted => matrix[actual, predicted]).ToArray())],
            MeasuredClasses.Note(matrix, labels));
    }
}
