namespace TextClassify.Training.Commands;

/// <summary>What a model whose texts may have several labels reaches on labelled rows, at its thresholds.</summary>
/// <param name="Rows">Rows measured.</param>
/// <param name="MicroF1">Of all labels' decisions together, 0..1.</param>
/// <param name="MacroF1">Mean over the labels that a row has, 0..1.</param>
/// <param name="SubsetAccuracy">Share of rows whose labels are all right, 0..1.</param>
/// <param name="CalibrationError">Of all labels' scores at <paramref name="Temperature"/>, 15 bins, 0..1.</param>
/// <param name="Loss">Negative log-likelihood of a row's labels in nats, summed over labels.</param>
/// <param name="Temperature">What divides the logits.</param>
/// <param name="Labels">Their names.</param>
/// <param name="Thresholds">By label, 0..1.</param>
/// <param name="Actual">Rows that have the label.</param>
/// <param name="Said">Rows that are said to have it.</param>
/// <param name="Precision">By label, 0..1.</param>
/// <param name="Recall">By label, 0..1.</param>
/// <param name="F1">By label, 0..1.</param>
internal sealed record SetReport(
    int Rows,
    double MicroF1,
    double MacroF1,
    double SubsetAccuracy,
    double CalibrationError,
    double Loss,
    double Temperature,
    IReadOnlyList<string> Labels,
    IReadOnlyList<double> Thresholds,
    IReadOnlyList<int> Actual,
    IReadOnlyList<int> Said,
    IReadOnlyList<double> Precision,
    IReadOnlyList<double> Recall,
    IReadOnlyList<double> F1)
{
    public static SetReport Of(
        LabelledLogits logits, IReadOnlyList<string> labels, double temperature, IReadOnlyList<double> thresholds)
    {
        var matrix = new SetMatrix(logits, temperature, thresholds);
        int[] classes = [.. Enumerable.Range(0, matrix.Classes)];
        return new(
            matrix.Rows,
            matrix.MicroF1,
            matrix.MacroF1,
            matrix.SubsetAccuracy,
            Evaluation.CalibrationError.Expected(logits, temperature),
            TemperatureScaling.Loss(logits, temperature),
            temperature,
            labels,
            thresholds,
            [.. classes.Select(matrix.Actual)],
            [.. classes.Select(matrix.Said)],
            [.. classes.Select(matrix.Precision)],
            [.. classes.Select(matrix.Recall)],
            [.. classes.Select(matrix.F1)]);
    }
}
