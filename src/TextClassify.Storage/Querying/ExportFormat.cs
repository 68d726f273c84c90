namespace TextClassify.Storage.Querying;

/// <summary>How rows are written to a file.</summary>
public enum ExportFormat
{
    /// <summary>A JSON object a line.</summary>
    Ndjson,

    /// <summary>With a header; cells that a spreadsheet would take for a formula begin with an apostrophe.</summary>
    Csv,

    Parquet,
}
