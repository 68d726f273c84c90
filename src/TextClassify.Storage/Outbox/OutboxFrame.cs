using Microsoft.Data.Sqlite;

namespace TextClassify.Storage.Outbox;

/// <summary>One commit.</summary>
/// <param name="Seq">Its place.</param>
/// <param name="FirstRow">The row number of its first prediction; those after it count on.</param>
/// <param name="Rows">Predictions in it.</param>
/// <param name="Body">As <see cref="Records.RecordFrame"/> writes it.</param>
internal sealed record OutboxFrame(long Seq, long FirstRow, int Rows, byte[] Body)
{
    /// <summary>Read together; a commit may have some megabytes.</summary>
    private const int PageFrames = 16;

    /// <summary>The commits after one, in their order, read a few at a time.</summary>
    public static IEnumerable<OutboxFrame> After(SqliteConnection connection, SqliteTransaction? transaction, long seq)
    {
        List<OutboxFrame> page;
        do
        {
            page = connection.Rows(
                transaction,
                row => new OutboxFrame(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3)),
                "SELECT seq, first_row, rows, body FROM outbox WHERE seq > ?1 ORDER BY seq LIMIT ?2",
                seq,
                PageFrames);
            foreach (var frame in page)
            {
                seq = frame.Seq;
                yield return frame;
            }
        }
        while (page.Count == PageFrames);
    }
}
