using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TextClassify.Storage.Outbox;

/// <summary>Sums over those of several files, without days: for windows that hold all of them.</summary>
/// <param name="Number">Names its files.</param>
/// <param name="Level">1 of files, 2 of groups of level 1.</param>
/// <param name="Members">The numbers of the files, in order.</param>
/// <param name="MinAt">The earliest prediction, in microseconds since 1970.</param>
/// <param name="MaxAt">The latest.</param>
/// <param name="RollUps">None once a member is gone; then it only tells that the others were grouped.</param>
internal sealed record SumGroup(
    long Number, int Level, IReadOnlyList<long> Members, long MinAt, long MaxAt, RollUps? RollUps) : ISummed
{
    public string Sums => $"wide-sums-{Number:D10}.parquet";

    public string Tokens => $"wide-tokens-{Number:D10}.parquet";

    public static List<SumGroup> All(SqliteConnection connection, SqliteTransaction? transaction) => connection.Rows(
        transaction,
        row => Of(row.GetInt64(0), row.GetInt32(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt32(5)),
        "SELECT number, level, members, min_at, max_at, rollups FROM sum_groups ORDER BY number");

    /// <summary>As tables have it: members with commas between.</summary>
    public static SumGroup Of(long number, int level, string members, long minAt, long maxAt, int rollUps) => new(
        number, level, Array.ConvertAll(members.Split(','), member => long.Parse(member, CultureInfo.InvariantCulture)), minAt, maxAt,
        (RollUps)rollUps);

    public void Insert(SqliteConnection connection, SqliteTransaction? transaction = null) => connection.Run(
        transaction, "INSERT INTO sum_groups (number, level, members, min_at, max_at, rollups) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        Number, Level, string.Join(',', Members), MinAt, MaxAt, (long)RollUps!.Value);

    public void NoteBroken(SqliteConnection connection) =>
        connection.Run(null, "UPDATE sum_groups SET rollups = 0 WHERE number = ?1", Number);

    public void Delete(SqliteConnection connection) => connection.Run(null, "DELETE FROM sum_groups WHERE number = ?1", Number);
}
