using TextClassify.Training.Data.Columns;

namespace TextClassify.Training.Data;

/// <summary>Takes the fields of rows as a reader finds them and sorts them into rows and bad rows.</summary>
internal sealed class RowCollector(string file, string textColumn, string? labelColumn, string? finerLabelColumn = null)
{
    public const string InvalidUtf8 = "invalid UTF-8";

    private const int MostNames = 30;
    private const int MostNameLength = 40;

    private readonly List<LabelledText> _rows = [];
    private readonly List<BadRow> _badRows = [];
    private readonly List<string> _notes = [];
    private int _composed;

    public string File => file;

    /// <summary>As it was asked for; see <see cref="TextColumns"/>.</summary>
    public string TextColumn => textColumn;

    public string? LabelColumn => labelColumn;

    public string? FinerLabelColumn => finerLabelColumn;

    /// <summary>Columns that must be there, of those a file has.</summary>
    public IEnumerable<string> Wanted(Func<string, bool> exists) =>
        [.. TextColumns.Of(textColumn, exists), .. new[] { labelColumn, finerLabelColumn }.OfType<string>()];

    public void AddBad(int line, string reason) => _badRows.Add(new BadRow(file, line, reason));

    public void AddNote(string note) => _notes.Add($"{file}: {note}");

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
        else if (text.Contains('\0', StringComparison.Ordinal))
        {
            AddBad(line, $"a NUL character in '{textColumn}'");
        }
        else if (labelColumn is null)
        {
            _rows.Add(new LabelledText(text, "") { Line = line });
        }
        else if ((FaultOf(label, labelColumn) ?? FaultOf(finerLabel, finerLabelColumn)) is { } fault)
        {
            AddBad(line, fault);
        }
        else
        {
            _rows.Add(new LabelledText(text, Compose(label!), finerLabel is null ? "" : Compose(finerLabel)) { Line = line });
        }
    }

    /// <param name="column">Asked for.</param>
    /// <param name="found">Those there are.</param>
    /// <param name="looksLikeARow">They may be the first row of a file without a header.</param>
    public DataException MissingColumn(string column, IEnumerable<string> found, bool looksLikeARow = false)
    {
        string[] names = [.. found];
        string listed = string.Join(", ", names.Take(MostNames).Select(name => $"'{Cut(name)}'"));
        string more = names.Length > MostNames ? $" and {names.Length - MostNames} more" : "";
        string guess = ColumnGuess.Of(column, names) is { } meant ? $" Is '{Cut(meant)}' meant?"
            : looksLikeARow ? " That looks like a row: put a line with the columns' names above it."
            : "";
        return new($"{file} has no column '{column}'; it has {listed}{more}.{guess}");
    }

    public DataSet ToDataSet() =>
        _rows.Count + _badRows.Count > 0
            ? new DataSet(_rows, _badRows) { Notes = [.. _notes, .. NotesOfRows()] }
            : throw new DataException($"{file} holds no row.");

    private static string Cut(string name) => name.Length > MostNameLength ? name[..MostNameLength] + "..." : name;

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

    private IEnumerable<string> NotesOfRows()
    {
        if (_composed > 0)
        {
            yield return $"{file}: {_composed} rows have a label whose accents are characters of their own (Unicode's NFD); it was read in "
                + "the composed form (NFC), so that labels that look alike are one.";
        }

        if (_badRows.Count(row => row.Reason == InvalidUtf8) is > 0 and var count)
        {
            yield return $"{file}: rows that are no UTF-8, where the others are: {count}; save the file in one encoding to use them.";
        }
    }

    private static string? FaultOf(string? label, string? column) =>
        column is null ? null
        : label is null ? $"no '{column}'"
        : string.IsNullOrWhiteSpace(label) ? $"empty '{column}'"
        : null;
}
