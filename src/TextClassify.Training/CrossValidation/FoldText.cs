using System.Text;

namespace TextClassify.Training.CrossValidation;

/// <summary>Folds in words: for the console, the card and the manifest.</summary>
internal static class FoldText
{
    private const int Digits = 6;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Progress(FoldResult fold, int number, int count) => string.Create(
        Invariant, $"part {number} of {count}, {fold.Rows} rows: {Words(fold.Net)}; the baseline {Words(fold.Baseline)}");

    /// <summary>Mean, spread, and how often the net is the better one.</summary>
    public static string Sentence(FoldReport report)
    {
        int better = report.Folds.Count(fold => fold.Net.Chosen > fold.Baseline.Chosen);
        return string.Create(
            Invariant,
            $"All rows in {report.Folds.Count} parts, each judged by a training on the others: {Words(report, fold => fold.Net)}; "
            + $"the baseline {Words(report, fold => fold.Baseline)}; the net is better on {better} of {report.Folds.Count}. "
            + $"Mean and standard deviation over the parts.");
    }

    /// <summary>A section of the card; empty without a report.</summary>
    public static string Section(FoldReport? report)
    {
        if (report is null)
        {
            return "";
        }

        var text = new StringBuilder();
        text.Append(Invariant, $"""

            ## Figures on parts of all rows

            The development rows are few. So all rows were cut into {report.Folds.Count} parts, and each was judged by a model that was
            trained in the same way on the others alone; the model that ships has seen more rows than they had.

            | figure | the net, mean | standard deviation | the baseline, mean | standard deviation |
            |---|---:|---:|---:|---:|

            """);
        bool sets = report.Folds[0].Net.MicroF1 is not null;
        if (sets)
        {
            Append("micro F1", reach => reach.MicroF1!.Value);
        }

        Append(sets ? "all labels of a text right" : "accuracy", reach => reach.Accuracy);
        Append("macro F1", reach => reach.MacroF1);
        return text.ToString();

        void Append(string name, Func<Reach, double> figure)
        {
            SeedSpread net = report.Of(fold => figure(fold.Net)), other = report.Of(fold => figure(fold.Baseline));
            text.Append(
                Invariant, $"| {name} | {net.Mean:F4} | {net.Deviation:F4} | {other.Mean:F4} | {other.Deviation:F4} |\n");
        }
    }

    /// <summary>For the manifest; none without a report.</summary>
    public static IEnumerable<KeyValuePair<string, double>> Metrics(FoldReport? report)
    {
        if (report is null)
        {
            yield break;
        }

        SeedSpread chosen = report.Of(fold => fold.Net.Chosen), macro = report.Of(fold => fold.Net.MacroF1);
        string name = report.Folds[0].Net.MicroF1 is null ? "accuracy" : "micro_f1";
        yield return new("folds", report.Folds.Count);
        yield return new($"folds_{name}_mean", Math.Round(chosen.Mean, Digits));
        yield return new($"folds_{name}_deviation", Math.Round(chosen.Deviation, Digits));
        yield return new("folds_macro_f1_mean", Math.Round(macro.Mean, Digits));
    }

    private static string Words(Reach reach) => reach.MicroF1 is { } micro
        ? string.Create(Invariant, $"micro-F1 {micro * 100:F1} %, macro-F1 {reach.MacroF1 * 100:F1} %")
        : string.Create(Invariant, $"accuracy {reach.Accuracy * 100:F1} %, macro-F1 {reach.MacroF1 * 100:F1} %");

    private static string Words(FoldReport report, Func<FoldResult, Reach> of)
    {
        SeedSpread chosen = report.Of(fold => of(fold).Chosen), macro = report.Of(fold => of(fold).MacroF1);
        string name = report.Folds[0].Net.MicroF1 is null ? "accuracy" : "micro-F1";
        return string.Create(
            Invariant,
            $"{name} {chosen.Mean * 100:F1} % ({chosen.Deviation * 100:F1}), "
            + $"macro-F1 {macro.Mean * 100:F1} % ({macro.Deviation * 100:F1})");
    }
}
