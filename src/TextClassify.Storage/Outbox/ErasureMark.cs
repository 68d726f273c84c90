using Microsoft.Data.Sqlite;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Outbox;

/// <summary>An erasure as the database holds it. From its commit on no question shows what it names.</summary>
/// <param name="Number">Orders them.</param>
/// <param name="Kind">Of what the hash is.</param>
/// <param name="Hash">Empty once it is done.</param>
/// <param name="PastRow">Greater than the rows it is about.</param>
/// <param name="At">When it was asked for, in microseconds since 1970.</param>
/// <param name="Done">When no file of the list held any of it any more; null before.</param>
/// <param name="Everywhere">When no replica did, which is the same where there is one.</param>
public sealed record ErasureMark(
    long Number, ErasureKind Kind, ReadOnlyMemory<byte> Hash, long PastRow, long At, long? Done, long? Everywhere)
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
            row.IsDBNull(5) ? null : row.GetInt64(5), row.IsDBNull(6) ? null : row.GetInt64(6)),
        "SELECT number, kind, hash, past_row, at, done, everywhere FROM erasures ORDER BY number");

    internal static void Insert(SqliteConnection connection, SqliteTransaction transaction, Erasure erasure, byte[] hash, long pastRow) =>
        connection.Run(
            transaction, "INSERT INTO erasures (kind, hash, past_row, at) VALUES (?1, ?2, ?3, ?4)",
            (long)erasure.Kind, hash, pastRow, erasure.At);

    /// <param name="connection">To the database.</param>
    /// <param name="at">Microseconds since 1970.</param>
    /// <param name="alone">Whether no other replica has to follow.</param>
    internal void NoteDone(SqliteConnection connection, long at, bool alone) => connection.Run(
        null,
        alone
            ? "UPDATE erasures SET done = ?1, everywhere = ?1, hash = x'' WHERE number = ?2"
            : "UPDATE erasures SET done = ?1 WHERE number = ?2",
        at, Number);

    private static string Bytes(ReadOnlyMemory<byte> hash) => $"unhex('{Convert.ToHexString(hash.Span)}')";
}
