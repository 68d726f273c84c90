namespace TextClassify.Training.Data;

/// <summary>Takes the fields of rows as a reader finds them and sorts them into rows and bad rows.</summary>
internal sealed class RowCollector(string file, string textColumn, string? labelColumn, string? finerLabelColumn = null)
{
    public const string InvalidUtf8 = "invalid UTF-8";

    private readonly List<LabelledText> _rows = [];
    private readonly List<BadRow> _badRows = [];

    public string File => file;

    public string TextColumn => textColumn;

    public string? LabelColumn => labelColumn;

    public string? FinerLabelColumn => finerLabelColumn;

    public void AddBad(int line, string reason) => _badRows.Add(new BadRow(file, line, reason));

    public void Add(int line, string? text, string? label, string? finerLabel = null)
    {
        if (text is null)
        {
            AddBad(line, $"no '{textColumn}'");
        }
        else if (string.IsNullOrWhiteSpace(text))
        {
            AddBad(line, $"empty '{textColumn}'");
        }
        else if (labelColumn is null)
        {
            _rows.Add(new LabelledText(text, ""));
        }
        else if ((FaultOf(label, labelColumn) ?? FaultOf(finerLabel, finerLabelColumn)) is { } fault)
        {
            AddBad(line, fault);
        }
        else
        {
            _rows.Add(new LabelledText(text, label!.Trim(), finerLabel?.Trim() ?? ""));
        }
    }

    public DataException MissingColumn(string column, IEnumerable<string> found) =>
        new($"{file} has no column '{column}'; it has {string.Join(", ", found.Select(name => $"'{name}'"))}.");

    public DataSet ToDataSet() =>
        _rows.Count + _badRows.Count > 0 ? new DataSet(_rows, _badRows) : throw new DataException($"{file} holds no row.");

    private static string? FaultOf(string? label, string? column) =>
        column is null ? null
        : label is null ? $"no '{column}'"
        : string.IsNullOrWhiteSpace(label) ? $"empty '{column}'"
        : null;
}
