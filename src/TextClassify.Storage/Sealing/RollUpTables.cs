using System.Globalization;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Sealing;

/// <summary>
/// What is added up of predictions, as SQL: the same statements make the files of sums and stand in for them where there are none, so both
/// say the same.
/// </summary>
internal static class RollUpTables
{
    /// <summary>Bins of the likeliest label's probability.</summary>
    public const int ConfidenceBins = 20;

    /// <summary>In microseconds; counts and probabilities are added up by the hour.</summary>
    public const long Hour = 3_600_000_000;

    /// <summary>Histograms and tokens are added up by the day.</summary>
    public const long Day = 24 * Hour;

    public const string SumColumns = """
        kind UTINYINT, by_request BOOLEAN, model VARCHAR, version VARCHAR, label VARCHAR, cohort VARCHAR, since BIGINT, unit UTINYINT,
        bin INTEGER, n BIGINT, f DOUBLE, ff DOUBLE, blocks UBIGINT
        """;

    public const string TokenColumns = """
        token VARCHAR, model VARCHAR, version VARCHAR, label VARCHAR, cohort VARCHAR, since BIGINT, n BIGINT, s DOUBLE, ss DOUBLE,
        blocks UBIGINT
        """;

    /// <summary>One bit for each group of callers, so that groups of several sums are counted once.</summary>
    public const string Blocks = "bit_or(1::UBIGINT << block::UBIGINT)";

    /// <summary>Groups requests: their ids end in random bits, and where nobody is known they are the group of callers too.</summary>
    private static readonly string RequestUnit = string.Create(
        CultureInfo.InvariantCulture, $"(('0x' || right(p.id::VARCHAR, 2))::INTEGER % {StoredRequest.Blocks})::UTINYINT");

    private static readonly CellKind[] Histograms = [CellKind.Confidence, CellKind.Length, CellKind.Unknown];

    /// <summary>Counts and sums of f, the likeliest label's probability, of a source of predictions.</summary>
    public static string SumsOf(string source) => $"""
        SELECT model, version, label, cohort, ts - ts % {Hour} AS since, count(*)::BIGINT AS n, sum(confidence::DOUBLE) AS f,
               sum(confidence::DOUBLE * confidence::DOUBLE) AS ff, {Blocks} AS blocks
        FROM {source} GROUP BY ALL
        """;

    /// <summary>A row for each prediction and bin of a histogram.</summary>
    public static string CellsOf(string source, CellKind kind, bool byRequest)
    {
        var (bin, count) = kind switch
        {
            CellKind.Confidence => ($"least(floor(p.confidence * {ConfidenceBins})::INTEGER, {ConfidenceBins - 1})", "1"),
            CellKind.Length => ("p.tokens", "1"),
            _ => ("side", "CASE WHEN side = 0 THEN p.read - p.unknown ELSE p.unknown END"),
        };
        string sides = kind == CellKind.Unknown ? " CROSS JOIN (VALUES (0), (1)) sides(side)" : "";
        return $"""
            SELECT p.model, p.version, p.label, p.cohort, p.ts, {(byRequest ? RequestUnit : "p.block")} AS unit, {bin} AS bin, {count} AS n
            FROM {source} p{sides}
            """;
    }

    /// <summary>All sums of the predictions.</summary>
    public static string Sums()
    {
        var parts = new List<string>
        {
            $"""
            SELECT {(int)CellKind.Sums}::UTINYINT, false, model, version, label, cohort, since, 0::UTINYINT, 0::INTEGER, n, f, ff, blocks
            FROM ({SumsOf("predictions")})
            """,
        };
        foreach (var kind in Histograms)
        {
            foreach (bool byRequest in new[] { false, true })
            {
                parts.Add($"""
                    SELECT {(int)kind}::UTINYINT, {byRequest}, model, version, label, cohort, ts - ts % {Day}, unit, bin, sum(n)::BIGINT,
                           0::DOUBLE, 0::DOUBLE, 0::UBIGINT
                    FROM ({CellsOf("predictions", kind, byRequest)}) GROUP BY ALL
                    """);
            }
        }

        return string.Join(" UNION ALL ", parts);
    }

    /// <summary>The shares of tokens; several of a text are one.</summary>
    public static string Tokens() => $"""
        SELECT token, model, version, label, cohort, ts - ts % {Day}, count(*)::BIGINT, sum(s)::DOUBLE, sum(s * s)::DOUBLE, {Blocks}
        FROM (SELECT token, row, sum(share)::DOUBLE AS s FROM evidence GROUP BY token, row) JOIN predictions USING (row) GROUP BY ALL
        """;

    /// <summary>The same without cohorts.</summary>
    public static string TokensOfAllCohorts(string tokens) => $"""
        SELECT token, model, version, label, NULL::VARCHAR, since, sum(n)::BIGINT, sum(s), sum(ss), bit_or(blocks) FROM {tokens} GROUP BY ALL
        """;
}
