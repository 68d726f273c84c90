using Microsoft.Data.Sqlite;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Outbox;

/// <summary>Commits what it is given, each time in one transaction. One thread's.</summary>
internal sealed class OutboxWriter : ICommitWriter
{
    private readonly SqliteConnection _connection;
    private readonly KnownModels _models = new();
    private long _nextRow;

    public OutboxWriter(OutboxDatabase database)
    {
        _connection = database.Open();
        _nextRow = 1 + Math.Max(
            _connection.Number(null, "SELECT COALESCE(MAX(last_row), 0) FROM files"),
            Math.Max(
                _connection.Number(null, "SELECT COALESCE(MAX(first_row + rows - 1), 0) FROM outbox"),
                _connection.Number(null, "SELECT COALESCE(MAX(past_row - 1), 0) FROM erasures")));
        OpenRows = _connection.Number(null, "SELECT COALESCE(SUM(rows), 0) FROM outbox");
    }

    public long OpenRows { get; set; }

    public void Commit(
        IReadOnlyList<StoredRequest> requests, IEnumerable<Label> labels, IEnumerable<(Erasure What, byte[] Hash)> erasures)
    {
        int rows = 0;
        foreach (var request in requests)
        {
            rows += request.Items.Count;
        }

        using var transaction = _connection.BeginTransaction();
        if (rows > 0)
        {
            _connection.Run(
                transaction, "INSERT INTO outbox (first_row, rows, body) VALUES (?1, ?2, ?3)", _nextRow, rows, RecordFrame.Write(requests));
        }

        _models.Note(_connection, transaction, requests);

        foreach (var label in labels)
        {
            // The same label again changes nothing, its time neither.
            _connection.Run(
                transaction,
                """
                INSERT INTO feedback (id, item, source, label, at, seq)
                VALUES (?1, ?2, ?3, ?4, ?5, (SELECT COALESCE(MAX(seq), 0) + 1 FROM feedback))
                ON CONFLICT (id, item, source) DO UPDATE SET label = excluded.label, at = excluded.at, seq = excluded.seq
                WHERE label <> excluded.label
                """,
                label.Id.ToString(), label.Item, label.Source, label.Value, label.At);
        }

        foreach (var (what, hash) in erasures)
        {
            ErasureMark.Insert(_connection, transaction, what, hash, _nextRow + rows);
        }

        try
        {
            transaction.Commit();
        }
        catch (SqliteException)
        {
            _models.Clear();
            throw;
        }

        _nextRow += rows;
        OpenRows += rows;
    }

    public void Dispose() => _connection.Dispose();
}
