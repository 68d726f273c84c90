using Microsoft.Data.Sqlite;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Outbox;

/// <summary>An erasure as the database holds it. From its commit on no question shows what it names.</summary>
/// <param name="Number">Orders them.</param>
/// <param name="Kind">Of what the hash is.</param>
/// <param name="Hash">Empty once it is done.</param>
/// <param name="PastRow">Greater than the rows it is about.</param>
/// <param name="At">When it was asked for, in microseconds since 1970.</param>
/// <param name="Done">When no file held any of it any more; null before.</param>
public sealed record ErasureMark(long Number, ErasureKind Kind, ReadOnlyMemory<byte> Hash, long PastRow, long At, long? Done)
{
    /// <summary>The condition on predictions; those of an earlier program have the whole hash of their text.</summary>
    internal string Condition => Kind == ErasureKind.Text
        ? $"(row < {PastRow} AND text_hash IN ({Bytes(Hash)}, {Bytes(Hash[..Math.Min(Hash.Length, KeyedHash.FileBytes)])}))"
        : $"(row < {PastRow} AND caller = {Bytes(Hash)})";

    /// <summary>Of several.</summary>
    internal static string ConditionOf(IEnumerable<ErasureMark> marks) => string.Join(" OR ", marks.Select(mark => mark.Condition));

    internal static List<ErasureMark> All(SqliteConnection connection, SqliteTransaction? transaction) => connection.Rows(
        transaction,
        row => new ErasureMark(
            row.GetInt64(0), (ErasureKind)row.GetInt32(1), row.GetFieldValue<byte[]>(2), row.GetInt64(3), row.GetInt64(4),
            row.IsDBNull(5) ? null : row.GetInt64(5)),
        "SELECT number, kind, hash, past_row, at, done FROM erasures ORDER BY number");

    internal static void Insert(SqliteConnection connection, SqliteTransaction transaction, Erasure erasure, byte[] hash, long pastRow) =>
        connection.Run(
            transaction, "INSERT INTO erasures (kind, hash, past_row, at) VALUES (?1, ?2, ?3, ?4)",
            (long)erasure.Kind, hash, pastRow, erasure.At);

    internal void NoteDone(SqliteConnection connection, long at) =>
        connection.Run(null, "UPDATE erasures SET done = ?1, hash = x'' WHERE number = ?2", at, Number);

    private static string Bytes(ReadOnlyMemory<byte> hash) => $"unhex('{Convert.ToHexString(hash.Span)}')";
}
