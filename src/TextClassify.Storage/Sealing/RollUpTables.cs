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
        CultureInfo.InvariantCulture, $"(p.id_low % {StoredRequest.Blocks})::UTINYINT");

    private static readonly CellKind[] Histograms = [CellKind.Confidence, CellKind.Length, CellKind.Unknown];

    private static readonly bool[] Units = [false, true];

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

    /// <summary>Counts and probabilities of the predictions, as rows of sums.</summary>
    public static string Counts() => $"""
        SELECT {(int)CellKind.Sums}::UTINYINT, false, model, version, label, cohort, since, 0::UTINYINT, 0::INTEGER, n, f, ff, blocks
        FROM ({SumsOf("predictions")})
        """;

    /// <summary>Histograms of the predictions, as rows of sums.</summary>
    public static string Cells() => string.Join(" UNION ALL ", Histograms.SelectMany(_ => Units, (kind, byRequest) => $"""
        SELECT {(int)kind}::UTINYINT, {byRequest}, model, version, label, cohort, ts - ts % {Day}, unit, bin, sum(n)::BIGINT, 0::DOUBLE,
               0::DOUBLE, 0::UBIGINT
        FROM ({CellsOf("predictions", kind, byRequest)}) GROUP BY ALL
        """));

    /// <summary>Rows of sums as one: counts keep their hours and cohorts, histograms may keep both.</summary>
    public static string SumsOver(string source, bool days, bool cohorts)
    {
        string counted = $"kind = {(int)CellKind.Sums}";
        return $"""
            SELECT kind, by_request, model, version, label, {(cohorts ? "cohort" : $"CASE WHEN {counted} THEN cohort END AS cohort")},
                   {(days ? "since" : $"CASE WHEN {counted} THEN since ELSE 0 END AS since")}, unit, bin, sum(n)::BIGINT, sum(f), sum(ff),
                   bit_or(blocks)
            FROM {source} GROUP BY ALL
            """;
    }

    /// <summary>The shares of tokens; several of a text are one.</summary>
    public static string Tokens() => $"""
        SELECT token, model, version, label, cohort, ts - ts % {Day}, count(*)::BIGINT, sum(s)::DOUBLE, sum(s * s)::DOUBLE, {Blocks}
        FROM (SELECT token, row, sum(share)::DOUBLE AS s FROM evidence GROUP BY token, row) JOIN predictions USING (row) GROUP BY ALL
        """;

    /// <summary>Most tokens of a day stand in one text: those have its group of callers, and their square follows.</summary>
    public static string Narrow(string tokens) => $"""
        SELECT * REPLACE (CASE WHEN n > 1 THEN ss END AS ss, CASE WHEN n > 1 THEN blocks END AS blocks),
               CASE WHEN n = 1 THEN bit_count(blocks - 1)::UTINYINT END AS block
        FROM {tokens}
        """;

    /// <summary>A file of those as it was before.</summary>
    public static string Wide(string file) => $"""
        (SELECT * EXCLUDE (block) REPLACE (coalesce(ss, s * s) AS ss, coalesce(blocks, 1::UBIGINT << block::UBIGINT) AS blocks) FROM {file})
        """;

    /// <summary>Rows of sums of tokens as one, with their days and cohorts or without.</summary>
    public static string TokensOver(string source, bool days, bool cohorts) => $"""
        SELECT token, model, version, label, {(cohorts ? "cohort" : "NULL::VARCHAR AS cohort")}, {(days ? "since" : "0::BIGINT AS since")},
               sum(n)::BIGINT, sum(s), sum(ss), bit_or(blocks)
        FROM {source} GROUP BY ALL
        """;
}
