using TextClassify.Training.Data.Columns;

namespace TextClassify.Training.Data;

/// <summary>Takes the fields of rows as a reader finds them and sorts them into rows and bad rows.</summary>
internal sealed class RowCollector(string file, DataColumns columns)
{
    public const string InvalidUtf8 = "invalid UTF-8";

    private const int MostNames = 30;
    private const int MostNameLength = 40;

    private readonly List<LabelledText> _rows = [];
    private readonly List<BadRow> _badRows = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);
    private bool _hasSets = columns.LabelSeparator is not null;
    private int _composed;

    public string File => file;

    /// <summary>As it was asked for; see <see cref="TextColumns"/>.</summary>
    public string TextColumn => columns.Text;

    /// <summary>The same; see <see cref="LabelColumns"/>.</summary>
    public string? LabelColumn => columns.Label;

    public string? FinerLabelColumn => columns.FinerLabel;

    /// <summary>Columns that must be there, of those a file has.</summary>
    public IEnumerable<string> Wanted(Func<string, bool> exists) =>
        [.. TextColumns.Of(TextColumn, exists), .. LabelColumns.Of(LabelColumn, exists), .. new[] { FinerLabelColumn }.OfType<string>()];

    public void AddBad(int line, string reason) => _badRows.Add(new BadRow(file, line, reason));

    public void AddNote(string note) => _notes.Add($"{file}: {note}");

    public void Add(int line, string? text, string? label, string? finerLabel = null)
    {
        if (columns.LabelSeparator is { } separator && label is not null)
        {
            AddSet(line, text, label.Split(separator));
        }
        else if (FaultOfText(text) is { } unreadable)
        {
            AddBad(line, unreadable);
        }
        else if (LabelColumn is null)
        {
            _rows.Add(new LabelledText(text!, "") { Line = line });
        }
        else if ((FaultOf(label, LabelColumn) ?? FaultOf(finerLabel, FinerLabelColumn)) is { } fault)
        {
            AddBad(line, fault);
        }
        else
        {
            _rows.Add(new LabelledText(text!, Compose(label!), finerLabel is null ? "" : Compose(finerLabel)) { Line = line });
        }
    }

    /// <summary>A row that may have several labels, or none.</summary>
    public void AddSet(int line, string? text, IReadOnlyList<string> labels)
    {
        _hasSets = true;
        if (FaultOfText(text) is { } unreadable)
        {
            AddBad(line, unreadable);
        }
        else
        {
            _rows.Add(new LabelledText(text!, LabelSet.Of(labels.Select(Compose))) { Line = line });
        }
    }

    /// <summary>A row whose labels are columns that say yes or no.</summary>
    public void AddFlags(int line, string? text, string[] names, string?[] values)
    {
        _flags.UnionWith(names);
        if (LabelColumns.Read(names, values) is { Fault: { } fault })
        {
            AddBad(line, fault);
        }
        else
        {
            AddSet(line, text, LabelColumns.Read(names, values).Labels);
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
            ? new DataSet(_rows, _badRows) { Notes = [.. _notes, .. NotesOfRows()], HasLabelSets = _hasSets }
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

        if (_flags.Except(_rows.SelectMany(row => LabelSet.LabelsOf(row.Label))).Order(StringComparer.Ordinal).ToArray() is [_, ..] unused)
        {
            yield return $"{file}: no row says yes to {string.Join(", ", unused.Select(name => $"'{name}'"))}, so it is no label.";
        }

        if (!_hasSets && CellSeparators.Note([.. _rows.Select(row => row.Label)]) is { } several)
        {
            yield return $"{file}: {several}";
        }

        if (_badRows.Count(row => row.Reason == InvalidUtf8) is > 0 and var count)
        {
            yield return $"{file}: rows that are no UTF-8, where the others are: {count}; save the file in one encoding to use them.";
        }
    }

    private string? FaultOfText(string? text) =>
        text is null ? $"no '{TextColumn}'"
        : string.IsNullOrWhiteSpace(text) ? $"empty '{TextColumn}'"
        : text.Contains('\0', StringComparison.Ordinal) ? $"a NUL character in '{TextColumn}'"
        : null;

    private static string? FaultOf(string? label, string? column) =>
        column is null ? null
        : label is null ? $"no '{column}'"
        : string.IsNullOrWhiteSpace(label) ? $"empty '{column}'"
        : null;
}
