namespace TextClassify.Training.Data;

/// <summary>Rows in the order of their files. Every row of a file is in one of the two lists.</summary>
internal sealed record DataSet(IReadOnlyList<LabelledText> Rows, IReadOnlyList<BadRow> BadRows)
{
    /// <summary>How many rows were left out for each reason, most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> BadRowCounts =>
        [.. BadRows.CountBy(row => row.Reason).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)];

    public static DataSet Concat(IReadOnlyList<DataSet> parts) =>
        parts.Count == 1 ? parts[0] : new([.. parts.SelectMany(part => part.Rows)], [.. parts.SelectMany(part => part.BadRows)]);
}
