namespace TextClassify.Training.Augmenting.Trials;

/// <summary>The learning curve of a trial, in words of a terminal.</summary>
internal static class TrialTable
{
    private const int Wide = 16;

    public static string Of(IReadOnlyList<TrialSize> sizes, int draws)
    {
        var arms = sizes[0].Arms;
        var lines = new List<string>
        {
            $"accuracy in %, mean and standard deviation of {draws} draws of rows",
            "rows a label    held" + string.Concat(arms.Select(arm => arm.Arm.PadLeft(Wide))),
        };
        lines.AddRange(sizes.Select(size => Row(size, arm => Accuracy(arm.Accuracies))));
        lines.Add($"{TrialArm.Chosen.Name} less each, points; p by McNemar's exact test, rows of all draws together");
        lines.AddRange(sizes.Select(size => Row(size, arm => Difference(size, arm))));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Row(TrialSize size, Func<TrialFigures, string> cell) => string.Create(
        CultureInfo.InvariantCulture,
        $"{size.RowsALabel,12}{size.Held,8:N0}{string.Concat(size.Arms.Select(arm => cell(arm).PadLeft(Wide)))}");

    private static string Accuracy(IReadOnlyList<double> accuracies)
    {
        var spread = SeedSpread.Of(accuracies);
        return string.Create(CultureInfo.InvariantCulture, $"{spread.Mean * 100:F1} ± {spread.Deviation * 100:F1}");
    }

    private static string Difference(TrialSize size, TrialFigures arm)
    {
        if (arm.ChosenAgainst is not { } compared)
        {
            return "";
        }

        double points = (size.Arms.Single(other => other.Arm == TrialArm.Chosen.Name).Mean - arm.Mean) * 100;
        return string.Create(CultureInfo.InvariantCulture, $"{points:+0.0;-0.0;0.0} {compared.PValue:0.0000}");
    }
}
