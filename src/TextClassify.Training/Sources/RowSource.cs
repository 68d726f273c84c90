namespace TextClassify.Training.Sources;

/// <summary>One of several files that a recipe draws its rows from, and what its labels mean to the model.</summary>
/// <param name="File">CSV, TSV or JSONL, plain or gzip, relative to the data folder.</param>
internal sealed record RowSource(string File)
{
    /// <inheritdoc cref="SourceUse"/>
    public SourceUse Use { get; init; } = SourceUse.Fit;

    /// <summary>Column or JSON property of the text.</summary>
    public string TextColumn { get; init; } = "text";

    /// <summary>Column or JSON property of the label; not read where <see cref="Label"/> is given.</summary>
    public string LabelColumn { get; init; } = "label";

    /// <summary>The model's label of each of the file's; rows with another label are left out. Null where they are the same.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>The label of every row, for a file whose texts all are of one.</summary>
    public string? Label { get; init; }

    /// <summary>Most texts taken, drawn by a fixed seed; null for all.</summary>
    public int? Most { get; init; }

    /// <summary>How often a row is read in an epoch.</summary>
    public int Times { get; init; } = 1;
}
