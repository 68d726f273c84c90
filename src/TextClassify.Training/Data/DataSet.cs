namespace TextClassify.Training.Data;

/// <summary>Rows in the order of their files. Every row of a file is in one of the two lists.</summary>
internal sealed record DataSet(IReadOnlyList<LabelledText> Rows, IReadOnlyList<BadRow> BadRows)
{
    private const int MostShown = 5;

    /// <summary>What a person should know of rows that were read, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How many rows were left out for each reason, most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> BadRowCounts =>
        [.. BadRows.CountBy(row => row.Reason).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)];

    /// <summary>A row may have several labels, or none: each is a <see cref="LabelSet"/>.</summary>
    public bool HasLabelSets { get; init; }

    public static DataSet Concat(IReadOnlyList<DataSet> parts) =>
        parts.Count == 1
        ? parts[0]
        : new([.. parts.SelectMany(part => part.Rows)], [.. parts.SelectMany(part => part.BadRows)])
        {
            Notes = [.. parts.SelectMany(part => part.Notes)],
            HasLabelSets = parts.Any(part => part.HasLabelSets),
        };

    /// <exception cref="DataException">Every row was left out; the message has the first reasons by line.</exception>
    public void ThrowIfEmpty(string purpose)
    {
        if (Rows.Count == 0)
        {
            string reasons = string.Join("; ", BadRows.Take(MostShown).Select(row => $"{row.File}, line {row.Line}: {row.Reason}"));
            string more = BadRows.Count > MostShown ? $"; and {BadRows.Count - MostShown} more" : "";
            throw new DataException($"There is no row to {purpose}, since none of {BadRows.Count} could be used: {reasons}{more}.");
        }
    }
}
