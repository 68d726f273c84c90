using System.Text.Json;
using Microsoft.Data.Sqlite;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Outbox;

/// <summary>Commits what is to be sent to the shared database, which numbers it then. Erasures go there at once, and not by this way.
/// </summary>
internal sealed class UnsentWriter(OutboxDatabase database, UnsentCount count) : ICommitWriter
{
    private readonly SqliteConnection _connection = database.Open();
    private readonly KnownModels _models = new();

    public long OpenRows { get; set; }

    public void Commit(
        IReadOnlyList<StoredRequest> requests, IEnumerable<Label> labels, IEnumerable<(Erasure What, byte[] Hash)> erasures)
    {
        int rows = 0;
        foreach (var request in requests)
        {
            rows += request.Items.Count;
        }

        long bytes = 0;
        using var transaction = _connection.BeginTransaction();
        if (rows > 0)
        {
            Insert(transaction, UnsentKind.Commit, rows, RecordFrame.Write(requests), ref bytes);
        }

        _models.Note(_connection, transaction, requests);
        foreach (var label in labels)
        {
            Insert(transaction, UnsentKind.Label, 0, JsonSerializer.SerializeToUtf8Bytes(label), ref bytes);
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

        OpenRows += rows;
        count.Add(rows, bytes);
    }

    public void Dispose() => _connection.Dispose();

    private void Insert(SqliteTransaction transaction, UnsentKind kind, int rows, byte[] body, ref long bytes)
    {
        _connection.Run(transaction, "INSERT INTO unsent (kind, rows, body) VALUES (?1, ?2, ?3)", (long)kind, (long)rows, body);
        bytes += body.Length;
    }
}
