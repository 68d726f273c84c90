using Npgsql;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Shared;

/// <summary>What was asked to go, as the shared database has it.</summary>
internal static class SharedErasures
{
    public static List<ErasureMark> All(NpgsqlConnection connection) => connection.Rows(
        row => new ErasureMark(
            row.GetInt64(0), (ErasureKind)row.GetInt32(1), row.GetFieldValue<byte[]>(2), row.GetInt64(3), row.GetInt64(4),
            row.IsDBNull(5) ? null : row.GetInt64(5), row.IsDBNull(6) ? null : row.GetInt64(6)),
        "SELECT number, kind, hash, past_row, at, rewritten, done FROM erasures ORDER BY number");

    /// <summary>About all rows that have a number; what other replicas recorded before and send later is held against it then.</summary>
    public static void Insert(NpgsqlConnection connection, Erasure erasure, byte[] hash)
    {
        using var transaction = connection.BeginTransaction();
        long pastRow = connection.Value<long>("SELECT next_row FROM state FOR UPDATE");
        connection.Run(
            """
            INSERT INTO erasures (number, kind, hash, past_row, at)
            SELECT coalesce(max(number), 0) + 1, $1, $2, $3, $4 FROM erasures
            """,
            (int)erasure.Kind, hash, pastRow, erasure.At);
        transaction.Commit();
    }

    /// <summary>The requests without what was erased after they were recorded and before they came.</summary>
    public static List<StoredRequest> Left(IReadOnlyList<StoredRequest> requests, IReadOnlyList<ErasureMark> marks)
    {
        var left = new List<StoredRequest>(requests.Count);
        foreach (var request in requests)
        {
            StoredItem[] items = [.. request.Items.Where(item => !marks.Any(mark => IsAbout(mark, request, item)))];
            if (items.Length > 0)
            {
                left.Add(items.Length == request.Items.Count ? request : request with { Items = items });
            }
        }

        return left;
    }

    /// <summary>Notes that a replica holds nothing of the erasures up to a number, and whether none does any more.</summary>
    /// <returns>Whether one came to its end by that.</returns>
    public static bool Confirm(NpgsqlConnection connection, Guid replica, long number, long now)
    {
        connection.Run("UPDATE replicas SET erased = $1 WHERE id = $2", number, replica);
        return connection.Run(
            """
            UPDATE erasures SET done = $1, hash = ''
            WHERE done IS NULL AND rewritten IS NOT NULL AND number <= (SELECT min(erased) FROM replicas)
            """,
            now) > 0;
    }

    private static bool IsAbout(ErasureMark mark, StoredRequest request, StoredItem item) => request.At < mark.At
        && mark.Hash.Span.SequenceEqual(mark.Kind == ErasureKind.Text ? item.TextHash : request.Caller);
}
