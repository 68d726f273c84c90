using Microsoft.Data.Sqlite;

namespace TextClassify.Storage.Outbox;

/// <summary>A commit or a label that was not sent yet.</summary>
/// <param name="Seq">Its place; no place comes twice.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Rows">Predictions in it.</param>
/// <param name="Body">A frame, or a label as JSON.</param>
internal sealed record UnsentEntry(long Seq, UnsentKind Kind, int Rows, byte[] Body)
{
    /// <summary>Sent together; a commit may have some megabytes.</summary>
    private const int PageEntries = 32;

    /// <summary>The first of them.</summary>
    public static List<UnsentEntry> First(SqliteConnection connection) => connection.Rows(
        null,
        row => new UnsentEntry(row.GetInt64(0), (UnsentKind)row.GetInt32(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3)),
        "SELECT seq, kind, rows, body FROM unsent ORDER BY seq LIMIT ?1", PageEntries);

    /// <summary>Forgets those up to a place.</summary>
    public static void Delete(SqliteConnection connection, long last, UnsentCount count)
    {
        var (rows, bytes) = Totals(connection, last);
        connection.Run(null, "DELETE FROM unsent WHERE seq <= ?1", last);
        count.Add(-rows, -bytes);
    }

    /// <summary>Predictions and bytes of those up to a place.</summary>
    public static (long Rows, long Bytes) Totals(SqliteConnection connection, long last = long.MaxValue) => connection.Rows(
        null, row => (row.GetInt64(0), row.GetInt64(1)),
        "SELECT COALESCE(SUM(rows), 0), COALESCE(SUM(LENGTH(body)), 0) FROM unsent WHERE seq <= ?1", last)[0];
}

/// <summary>What is sent.</summary>
internal enum UnsentKind
{
    Commit,
    Label,
}
