using Microsoft.Data.Sqlite;

namespace TextClassify.Storage.Outbox;

/// <summary>A line of the list of files.</summary>
/// <param name="Number">Names the files: <c>predictions-NUMBER.parquet</c> and <c>evidence-NUMBER.parquet</c>.</param>
/// <param name="Rows">Predictions in it.</param>
/// <param name="LastRow">The greatest row number.</param>
/// <param name="MinId">No id is less, as text.</param>
/// <param name="MaxId">None is greater.</param>
/// <param name="MinAt">The earliest prediction, in microseconds since 1970.</param>
/// <param name="MaxAt">The latest.</param>
/// <param name="Evidence">Whether there is a file of evidence.</param>
/// <param name="RollUps">What is added up of it; null before that was tried.</param>
internal sealed record SealedFile(
    long Number, long Rows, long LastRow, string MinId, string MaxId, long MinAt, long MaxAt, bool Evidence, RollUps? RollUps = null)
    : ISummed
{
    public string Predictions => $"predictions-{Number:D10}.parquet";

    public string Shares => $"evidence-{Number:D10}.parquet";

    public string Sums => $"sums-{Number:D10}.parquet";

    public string Tokens => $"tokens-{Number:D10}.parquet";

    /// <summary>All that are of this line.</summary>
    public IEnumerable<string> Names =>
    [
        Predictions,
        .. Evidence ? [Shares] : Array.Empty<string>(),
        .. this.SumNames(),
    ];

    public IReadOnlyList<long> Members => [Number];

    public static List<SealedFile> All(SqliteConnection connection, SqliteTransaction? transaction) => connection.Rows(
        transaction,
        row => new SealedFile(
            row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetInt64(6),
            row.GetBoolean(7), row.IsDBNull(8) ? null : (RollUps)row.GetInt32(8)),
        "SELECT number, rows, last_row, min_id, max_id, min_at, max_at, evidence, rollups FROM files ORDER BY number");

    public void Insert(SqliteConnection connection, SqliteTransaction transaction) => connection.Run(
        transaction,
        """
        INSERT INTO files (number, rows, last_row, min_id, max_id, min_at, max_at, evidence, rollups)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """,
        Number, Rows, LastRow, MinId, MaxId, MinAt, MaxAt, Evidence, RollUps is { } rollUps ? (long)rollUps : DBNull.Value);

    public void NoteRollUps(SqliteConnection connection, RollUps rollUps) =>
        connection.Run(null, "UPDATE files SET rollups = ?1 WHERE number = ?2", (long)rollUps, Number);
}
