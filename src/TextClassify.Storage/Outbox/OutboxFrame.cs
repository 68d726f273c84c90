using Microsoft.Data.Sqlite;

namespace TextClassify.Storage.Outbox;

/// <summary>One commit.</summary>
/// <param name="Seq">Its place.</param>
/// <param name="FirstRow">The row number of its first prediction; those after it count on.</param>
/// <param name="Rows">Predictions in it.</param>
/// <param name="Body">As <see cref="Records.RecordFrame"/> writes it.</param>
internal sealed record OutboxFrame(long Seq, long FirstRow, int Rows, byte[] Body)
{
    public static List<OutboxFrame> After(SqliteConnection connection, SqliteTransaction? transaction, long seq, long most) =>
        connection.Rows(
            transaction,
            row => new OutboxFrame(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3)),
            "SELECT seq, first_row, rows, body FROM outbox WHERE seq > ?1 ORDER BY seq LIMIT ?2", seq, most);
}
