namespace TextClassify.Training.Data;

/// <summary>Takes the fields of rows as a reader finds them and sorts them into rows and bad rows.</summary>
internal sealed class RowCollector(string file, string textColumn, string? labelColumn, string? finerLabelColumn = null)
{
    public const string InvalidUtf8 = "invalid UTF-8";

    private readonly List<LabelledText> _rows = [];
    private readonly List<BadRow> _badRows = [];
    private int _composed;

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
            _rows.Add(new LabelledText(text, Compose(label!), finerLabel is null ? "" : Compose(finerLabel)));
        }
    }

    /// <param name="column">Asked for.</param>
    /// <param name="found">Those there are.</param>
    /// <param name="hint">A sentence with a space before it, or nothing.</param>
    public DataException MissingColumn(string column, IEnumerable<string> found, string hint = "") =>
        new($"{file} has no column '{column}'; it has {string.Join(", ", found.Select(name => $"'{name}'"))}.{hint}");

    public DataSet ToDataSet() =>
        _rows.Count + _badRows.Count > 0
            ? new DataSet(_rows, _badRows) { Notes = Notes() }
            : throw new DataException($"{file} holds no row.");

    /// <summary>
    /// A label as it is compared: an accent is one character with its letter or a character of its own, as the system that wrote the file
    /// has it, and both look alike.
    /// </summary>
    private string Compose(string label)
    {
        string trimmed = label.Trim(), composed = ComposedForm.Of(trimmed);
        _composed += composed == trimmed ? 0 : 1;
        return composed;
    }

    private string[] Notes() => _composed == 0
        ? []
        :
        [
            $"{file}: {_composed} rows have a label whose accents are characters of their own (Unicode's NFD); it was read in the composed "
                + "form (NFC), so that labels that look alike are one.",
        ];

    private static string? FaultOf(string? label, string? column) =>
        column is null ? null
        : label is null ? $"no '{column}'"
        : string.IsNullOrWhiteSpace(label) ? $"empty '{column}'"
        : null;
}
