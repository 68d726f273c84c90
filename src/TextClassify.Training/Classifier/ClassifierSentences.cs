namespace TextClassify.Training.Classifier;

/// <summary>What the training of a classifier tells, in sentences.</summary>
internal static class ClassifierSentences
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Of rows, texts and labels, in words.</summary>
    public static string Counts(RecipeData data) => string.Create(
        Invariant,
        $"{data.Train.Count:N0} rows of {RecipeData.TextCount(data.Train):N0} different texts to train on, "
        + $"{data.Dev.Count:N0} of {RecipeData.TextCount(data.Dev):N0} to choose on, {data.Labels.Count} labels.");

    /// <summary>An evaluation in words.</summary>
    public static string Format(ClassifierLine line, string figure) => string.Create(
        Invariant,
        $"epoch {line.Epoch}: loss {line.TrainLoss:F4}, development loss {line.DevLoss:F4}, {figure} {line.DevAccuracy:P2}"
        + $"{(line.Best ? " *" : "")}, {line.TokensPerSecond / 1_000:F1}k tokens/s, {line.Seconds:F0} s");

    /// <summary>What was reached and where it was written to, a sentence each.</summary>
    public static IEnumerable<string> Format(DevReport report, IReadOnlyList<string> labels, string path)
    {
        if (report.MicroF1 is { } microF1)
        {
            foreach (string sentence in FormatSets(report, microF1, path))
            {
                yield return sentence;
            }

            yield break;
        }

        if (report.Baseline is { } baseline)
        {
            string verdict = baseline.Accuracy > report.Accuracy ? "THE BASELINE IS BETTER on these rows: " : "The baseline: ";
            string seconds = baseline.Elapsed > TimeSpan.Zero ? $", in {baseline.Elapsed.TotalSeconds.ToString("F0", Invariant)} s" : "";
            yield return string.Create(
                Invariant,
                $"{verdict}TF-IDF of one and two words with logistic regression has accuracy {baseline.Accuracy:P2}, "
                + $"macro-F1 {baseline.MacroF1:P2} on the same development rows{seconds}.");
        }

        // Of a share of so many rows; that the epoch was chosen on them is not in it.
        double error = Math.Sqrt(report.Accuracy * (1 - report.Accuracy) / report.Labels.Count);
        yield return string.Create(
            Invariant,
            $"Development accuracy {report.Accuracy:P2} (standard error {error:P1}), macro-F1 {report.MacroF1:P2}, "
            + $"best epoch {report.Epoch}; written to {path}.");
        if (MeasuredClasses.Note(new ConfusionMatrix(report.ToSplit()), labels) is { } unmeasured)
        {
            yield return unmeasured;
        }
    }

    private static IEnumerable<string> FormatSets(DevReport report, double microF1, string path)
    {
        if (report.Baseline is { MicroF1: { } other } baseline)
        {
            string verdict = other > microF1 ? "THE BASELINE IS BETTER on these rows: " : "The baseline: ";
            yield return string.Create(
                Invariant,
                $"{verdict}TF-IDF of one and two words with a logistic regression for each label has micro-F1 {other:P2}, "
                + $"macro-F1 {baseline.MacroF1:P2}, all labels right of {baseline.Accuracy:P2} of the same development rows.");
        }

        yield return string.Create(
            Invariant,
            $"Development micro-F1 {microF1:P2}, macro-F1 {report.MacroF1:P2}, all labels right of {report.Accuracy:P2} of the rows, "
            + $"every threshold a half; best epoch {report.Epoch}; written to {path}.");
    }
}
