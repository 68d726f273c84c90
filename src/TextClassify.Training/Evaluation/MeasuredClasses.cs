namespace TextClassify.Training.Evaluation;

/// <summary>Says which classes a figure is over, where that is not all of them.</summary>
internal static class MeasuredClasses
{
    private const int MostNames = 20;

    /// <summary>A sentence, or null when every class has a row.</summary>
    public static string? Note(ConfusionMatrix matrix, IReadOnlyList<string> labels)
    {
        var measured = matrix.Measured;
        if (measured.Count == labels.Count)
        {
            return null;
        }

        string[] missing = [.. labels.Where((_, label) => !measured.Contains(label)).Select(label => $"'{label}'")];
        string more = missing.Length > MostNames ? $" and {missing.Length - MostNames} more" : "";
        string names = string.Join(", ", missing.Take(MostNames)) + more;
        return $"Macro-F1 is the mean over the {measured.Count} of {labels.Count} classes that have a row here; not measured: {names}.";
    }
}
