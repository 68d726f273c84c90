namespace TextClassify.Training.Communication;

/// <summary>What is said of a run.</summary>
internal static class SensorText
{
    public static string Line(SensorLine line, SensorRecipe recipe) => string.Create(
        CultureInfo.InvariantCulture,
        $"turn {line.Turn}/{recipe.Training.Turns}: loss {line.TrainLoss:F3}, development {line.DevLoss:F3}, each node {line.Each:P1}, "
        + $"merged {line.Merged:P1}, {line.CasesPerSecond:F0} cases/s");

    public static string Report(SensorReport report, string folder) => string.Create(
        CultureInfo.InvariantCulture,
        $"Development: each node {report.Figures.Each:P1}, merged {report.Figures.Merged:P1}, {report.Figures.Messages:0.#} messages and "
        + $"{report.Bytes:N0} bytes a case; {report.Weights:N0} weights; written to {folder}.");
}
