namespace TextClassify.Training.Sources;

/// <summary>Reads the rows of a recipe with several sources.</summary>
internal static class SourceReader
{
    private const int Seed = 1;

    /// <summary>
    /// A text is one row: texts that stand with labels that mean different things to the model (a sentence of several aspects) are left
    /// out, repeated ones are read once. What is chosen on is never fitted, also where another source has the same text.
    /// </summary>
    /// <param name="sources">What to read, in this order.</param>
    /// <param name="folder">Of their files.</param>
    /// <param name="devShare">Set aside of sources that are for both.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DataException">A file is unusable, or has none of the labels that its source names.</exception>
    public static (IReadOnlyList<LabelledText> Fit, IReadOnlyList<LabelledText> Choose, DataSet Read) Read(
        IReadOnlyList<RowSource> sources, string folder, double devShare, CancellationToken cancellationToken)
    {
        var fit = new List<(LabelledText Row, int Times)>();
        var choose = new List<LabelledText>();
        var files = new List<DataSet>();
        foreach (var source in sources)
        {
            var file = DataFile.Read(
                Path.Combine(folder, source.File), source.TextColumn, source.Label is null ? source.LabelColumn : null, cancellationToken);
            files.Add(file);
            var rows = Draw(Agreeing(source, file.Rows), source);
            var (fitted, held) = source.Use switch
            {
                SourceUse.Fit => (rows, []),
                SourceUse.Choose => ([], rows),
                _ => DevSplit.Split(rows, devShare),
            };
            fit.AddRange(fitted.Select(row => (row, source.Times)));
            choose.AddRange(held);
        }

        var kept = choose.Select(row => row.Text).ToHashSet(StringComparer.Ordinal);
        return (
            [.. fit.Where(pair => !kept.Contains(pair.Row.Text)).SelectMany(pair => Enumerable.Repeat(pair.Row, pair.Times))],
            choose,
            DataSet.Concat(files));
    }

    private static LabelledText[] Agreeing(RowSource source, IReadOnlyList<LabelledText> rows)
    {
        var kept = rows
            .Select(row => row with { Label = LabelOf(source, row) ?? "", Source = source.File })
            .GroupBy(row => row.Text, StringComparer.Ordinal)
            .Where(text => text.All(row => row.Label == text.First().Label) && text.First().Label.Length > 0)
            .Select(text => text.First())
            .ToArray();
        return kept.Length > 0
            ? kept
            : throw new DataException($"{source.File} has no text with one of the labels {string.Join(", ", source.Labels?.Keys ?? [])}.");
    }

    private static string? LabelOf(RowSource source, LabelledText row) => source switch
    {
        { Label: { } label } => label,
        { Labels: { } labels } => labels.GetValueOrDefault(row.Label),
        _ => row.Label,
    };

    private static LabelledText[] Draw(LabelledText[] rows, RowSource source)
    {
        if (source.Most is not { } most || most >= rows.Length)
        {
            return rows;
        }

        int[] order = [.. Enumerable.Range(0, rows.Length)];
        new Random(Seed).Shuffle(order);
        return [.. order.Take(most).Order().Select(index => rows[index])];
    }
}
