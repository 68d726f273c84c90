namespace TextClassify.Training.Aspect;

/// <summary>What one run reaches on the development texts.</summary>
/// <param name="Pooled">Over the aspects of all domains; the temperature is fitted on them.</param>
/// <param name="Domains">In the order of the recipe.</param>
internal sealed record AspectFigures(DevFigures Pooled, IReadOnlyList<DomainReport> Domains)
{
    private const int Digits = 6;

    public static AspectFigures Measure(IReadOnlyList<DomainReport> domains, int seed) =>
        new(DevFigures.Measure(AspectPredictor.Pool(domains), seed), domains);

    /// <summary>Expected calibration error of a domain at the model's one temperature.</summary>
    public double CalibrationError(int domain) =>
        Evaluation.CalibrationError.Expected(AspectPredictor.Pool([Domains[domain]]), Pooled.Temperature);

    /// <summary>By the names of <c>model.json</c>; those of one domain end with its name.</summary>
    /// <param name="runs">The shipped one first.</param>
    public static SortedDictionary<string, double> Metrics(IReadOnlyList<AspectFigures> runs)
    {
        var shipped = runs[0];
        var metrics = Evaluation.Metrics.Of([.. runs.Select(run => run.Pooled)]);
        for (int i = 0; i < shipped.Domains.Count; i++)
        {
            int domain = i;
            string name = shipped.Domains[domain].Name;
            Add($"rows_{name}", shipped.Domains[domain].Labels.Count);
            Add($"accuracy_{name}", shipped.Domains[domain].Accuracy);
            Add($"macro_f1_{name}", shipped.Domains[domain].MacroF1);
            Add($"span_f1_{name}", shipped.Domains[domain].Spans.F1);
            Add($"ece_{name}", shipped.CalibrationError(domain));
            if (runs.Count > 1)
            {
                var accuracy = SeedSpread.Of([.. runs.Select(run => run.Domains[domain].Accuracy)]);
                Add($"accuracy_mean_{name}", accuracy.Mean);
                Add($"accuracy_deviation_{name}", accuracy.Deviation);
                Add($"macro_f1_mean_{name}", SeedSpread.Of([.. runs.Select(run => run.Domains[domain].MacroF1)]).Mean);
                Add($"span_f1_mean_{name}", SeedSpread.Of([.. runs.Select(run => run.Domains[domain].Spans.F1)]).Mean);
            }
        }

        return metrics;

        void Add(string name, double value) => metrics[name.Replace('-', '_')] = Math.Round(value, Digits);
    }
}
