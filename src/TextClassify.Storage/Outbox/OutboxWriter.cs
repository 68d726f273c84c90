using System.Text.Json;
using Microsoft.Data.Sqlite;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Outbox;

/// <summary>Commits what it is given, each time in one transaction. One thread's.</summary>
internal sealed class OutboxWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly HashSet<(string Name, string Version)> _models = [];
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

    /// <summary>Predictions that were committed, with those it found, since it was set to 0.</summary>
    public long OpenRows { get; set; }

    /// <param name="requests">Answers.</param>
    /// <param name="labels">What is right for some.</param>
    /// <param name="erasures">What is to go, with its hash; of these answers too.</param>
    /// <exception cref="SqliteException">Nothing was committed.</exception>
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

        foreach (var request in requests)
        {
            if (!_models.Contains((request.Model, request.Version)))
            {
                _connection.Run(
                    transaction, "INSERT OR REPLACE INTO models (name, version, labels) VALUES (?1, ?2, ?3)",
                    request.Model, request.Version, JsonSerializer.Serialize(request.Labels));
                _models.Add((request.Model, request.Version));
            }
        }

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
