using CsvHelper;

namespace TextClassify.Training.Data;

/// <summary>Holds rows against their header.</summary>
internal sealed class RowColumns(string[] headers, DelimitedLayout layout)
{
    // Many such rows are a way of writing and not a slip.
    private const double ManyShare = 0.05;

    private readonly int _named = DelimitedLayout.Named(headers);
    private int _rows;
    private int _longer;

    /// <summary>Why the reader's record is not a row; null where it is one.</summary>
    public string? Fault(CsvReader reader)
    {
        _rows++;
        int fields = reader.FieldCount, columns = headers.Length;
        bool endsInSeparator = fields == _named + 1 && reader.IsEmpty(_named);
        if (fields == columns || fields == _named || (endsInSeparator && layout.RowsEndInSeparator))
        {
            return IsHeader(reader) ? "the header again" : SwallowedRows.Fault(reader.RawRecord, columns, layout.Separator);
        }

        _longer += fields > columns ? 1 : 0;
        return endsInSeparator
            ? $"{fields} fields where the header has {columns}, the last one empty; does the row end in '{layout.Separator}'?"
            : $"{fields} fields where the header has {columns}";
    }

    public void AddNotes(RowCollector rows)
    {
        if (_longer > ManyShare * _rows)
        {
            rows.AddNote(
                $"{_longer} of {_rows} rows have more fields than the header: a text with '{layout.Separator}' in it must stand in double "
                + "quotes.");
        }
    }

    private bool IsHeader(CsvReader reader)
    {
        for (int column = 0; column < _named; column++)
        {
            if (reader.GetString(column).Trim() != headers[column])
            {
                return false;
            }
        }

        return true;
    }
}
