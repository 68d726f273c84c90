namespace TextClassify.Training.Evaluation;

/// <summary>Development figures by the names of <c>model.json</c>.</summary>
internal static class Metrics
{
    private const int Digits = 6;

    /// <summary>Of runs of one kind; spread over seeds is told of rows with one label alone.</summary>
    public static SortedDictionary<string, double> Of(IReadOnlyList<IRunFigures> runs) => runs[0] is SetFigures sets
        ? sets.Metrics()
        : Of([.. runs.Cast<DevFigures>()]);

    /// <param name="runs">The shipped one first.</param>
    public static SortedDictionary<string, double> Of(IReadOnlyList<DevFigures> runs)
    {
        var shipped = runs[0];
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["rows"] = shipped.Matrix.Rows,
            ["accuracy"] = shipped.Matrix.Accuracy,
            ["macro_f1"] = shipped.Matrix.MacroF1,
            ["ece"] = shipped.CalibrationErrorAfter,
            ["ece_before_temperature"] = shipped.CalibrationErrorBefore,
            ["loss"] = shipped.LossAfter,
            ["loss_before_temperature"] = shipped.LossBefore,
        };

        if (runs.Count > 1)
        {
            var accuracy = SeedSpread.Of([.. runs.Select(run => run.Matrix.Accuracy)]);
            metrics["seeds"] = runs.Count;
            metrics["accuracy_mean"] = accuracy.Mean;
            metrics["accuracy_deviation"] = accuracy.Deviation;
            metrics["macro_f1_mean"] = SeedSpread.Of([.. runs.Select(run => run.Matrix.MacroF1)]).Mean;
            metrics["ece_mean"] = SeedSpread.Of([.. runs.Select(run => run.CalibrationErrorAfter)]).Mean;
        }

        foreach (string name in metrics.Keys.ToArray())
        {
            metrics[name] = Math.Round(metrics[name], Digits);
        }

        return metrics;
    }
}
