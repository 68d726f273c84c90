namespace TextClassify.Training.Evaluation;

/// <summary>Figures by source, for a recipe that draws its rows from several.</summary>
internal static class SourceFigures
{
    /// <summary>A sentence a source; none where the rows are of no source, or of one.</summary>
    public static IReadOnlyList<string> Of(EncodedSplit split, LabelledLogits logits)
    {
        var sources = split.Rows.Index().Where(pair => pair.Item.Source is not null).GroupBy(pair => pair.Item.Source!).ToArray();
        return sources.Length < 2 || logits.Targets is not null
            ? []
            : [.. sources.Select(source => Format(source.Key, Part(logits, [.. source.Select(pair => pair.Index)])))];
    }

    private static LabelledLogits Part(LabelledLogits logits, int[] rows) =>
        new(logits.Classes, [.. rows.SelectMany(row => logits.Row(row).ToArray())], [.. rows.Select(row => logits.Labels[row])]);

    private static string Format(string source, LabelledLogits logits)
    {
        var matrix = new ConfusionMatrix(logits);
        return string.Create(
            CultureInfo.InvariantCulture, $"{source}: {matrix.Rows:N0} rows, accuracy {matrix.Accuracy:P2}, macro-F1 {matrix.MacroF1:P2}");
    }
}
