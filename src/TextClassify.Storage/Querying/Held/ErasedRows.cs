using DuckDB.NET.Data;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Sealing;

namespace TextClassify.Storage.Querying.Held;

/// <summary>
/// The predictions that were erased and that files still hold. They are looked for once; files that hold some are read row by row and
/// without them, since their sums count them.
/// </summary>
internal sealed class ErasedRows
{
    private readonly DuckDBConnection _connection;
    private readonly string _folder;
    private long[] _known = [];
    private IReadOnlyList<SealedFile> _files = [];
    private HashSet<long> _holding = [];

    public ErasedRows(DuckDBConnection connection, string folder)
    {
        (_connection, _folder) = (connection, folder);
        ParquetTables.Run(connection, "CREATE TABLE erased (row BIGINT)");
    }

    /// <summary>Behind a table of predictions or evidence in a FROM.</summary>
    public string Excluded => _holding.Count > 0 ? " ANTI JOIN erased USING (row)" : "";

    /// <summary>Whether a file has some of them.</summary>
    public bool Holds(SealedFile file) => _holding.Contains(file.Number);

    public void Clear() => (_known, _files, _holding) = ([], [], []);

    /// <summary>Takes the marks that are not done.</summary>
    public void Refresh(IReadOnlyList<ErasureMark> marks, IReadOnlyList<SealedFile> files)
    {
        long[] numbers = [.. marks.Select(mark => mark.Number)];
        if (numbers.SequenceEqual(_known) && (numbers.Length == 0 || files.SequenceEqual(_files)))
        {
            return;
        }

        ParquetTables.Run(_connection, "DELETE FROM erased");
        (_known, _files, _holding) = (numbers, [.. files], []);
        if (numbers.Length == 0)
        {
            return;
        }

        string condition = ErasureMark.ConditionOf(marks);
        ParquetTables.Run(
            _connection,
            $"""
            INSERT INTO erased SELECT row FROM recent_predictions WHERE {condition};
            DELETE FROM recent_predictions USING erased e WHERE e.row = recent_predictions.row;
            DELETE FROM recent_evidence USING erased e WHERE e.row = recent_evidence.row;
            """);
        var holding = ErasedFiles.Holding(_connection, _folder, files, condition);
        if (holding.Count > 0)
        {
            string from = ParquetFiles.Predictions(_folder, holding.Select(file => file.Predictions));
            ParquetTables.Run(_connection, $"INSERT INTO erased SELECT row FROM {from} WHERE {condition}");
            _holding = [.. holding.Select(file => file.Number)];
        }

        ParquetTables.Run(_connection, "DELETE FROM labelled USING erased e WHERE e.row = labelled.row");
    }
}
