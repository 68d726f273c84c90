using Microsoft.Data.Sqlite;
using TextClassify.Storage.Outbox;

namespace TextClassify.Storage.Shared;

/// <summary>Of which state of the shared database the folder's tables are a copy.</summary>
/// <param name="Id">Of the replica.</param>
/// <param name="Shared">Of the database; empty before it was reached.</param>
/// <param name="List">Of its list of files; empty where the copy may be another one, and is to be read whole.</param>
/// <param name="Epoch">Of the database.</param>
/// <param name="LastSeq">The last commit that was read.</param>
/// <param name="LastLabel">The last label.</param>
/// <param name="At">When it was read, in microseconds since 1970; 0 before.</param>
internal sealed record MirrorState(Guid Id, string Shared, string List, long Epoch, long LastSeq, long LastLabel, long At)
{
    /// <summary>Null where the folder is not a replica's.</summary>
    public static MirrorState? Read(SqliteConnection connection, SqliteTransaction? transaction) => connection.Rows(
        transaction,
        row => new MirrorState(
            Guid.Parse(row.GetString(0)), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
            row.GetInt64(6)),
        "SELECT id, shared, list, epoch, last_seq, last_label, at FROM replica") is [var state] ? state : null;

    public void Write(SqliteConnection connection, SqliteTransaction? transaction)
    {
        const string Columns = "(?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        connection.Run(
            transaction,
            $"""
            DELETE FROM replica;
            INSERT INTO replica (id, shared, list, epoch, last_seq, last_label, at) VALUES {Columns};
            """,
            Id.ToString(), Shared, List, Epoch, LastSeq, LastLabel, At);
    }
}
