using TextClassify.Storage.Outbox;
using TextClassify.Storage.Records;
using TextClassify.Storage.Sealing;

namespace TextClassify.Storage.Querying;

/// <summary>Questions whose answers add up: of whole files from their sums, of the rest from rows.</summary>
public sealed partial class Inquiry
{
    public bool HasCohort(string cohort) => ExtentOf(new PredictionFilter { Cohort = cohort }).Count > 0;

    public Extent ExtentOf(PredictionFilter filter)
    {
        var values = new List<object>();
        var (count, blocks) = _session.Rows(
            row => (row.GetInt64(0), (int)row.GetInt64(1)),
            $"""
            SELECT coalesce(sum(n), 0)::BIGINT, coalesce(bit_count(bit_or(blocks)), 0)::BIGINT FROM ({Counted(filter, values)})
            """,
            values,
            _cancel)[0];
        bool evidence = _session.SealedEvidence
            || _session.Rows(row => row.GetInt64(0), "SELECT row FROM recent_evidence LIMIT 1", [], _cancel).Count > 0;
        return new Extent(count, blocks, evidence);
    }

    public IReadOnlyList<QualitySums> Quality(PredictionFilter filter, QualityGroup by)
    {
        var values = new List<object>();
        string facts = Facts(filter, values);
        return Added($"({facts})", GroupOf(by), values);
    }

    public IReadOnlyList<LabelPair> Confusion(PredictionFilter filter)
    {
        var values = new List<object>();
        string where = filter.Where(values, "f");
        return _session.Rows(
            row => new LabelPair(row.GetString(0), row.GetString(1), row.GetInt64(2)),
            $"SELECT f.given, f.label, count(*) FROM labelled f {where} GROUP BY f.given, f.label ORDER BY f.given, f.label",
            values,
            _cancel);
    }

    /// <summary>Labelled predictions in the order of their times.</summary>
    public IReadOnlyList<LabelOutcome> Outcomes(PredictionFilter filter)
    {
        var values = new List<object>();
        string where = filter.Where(values, "f");
        return _session.Rows(
            row => new LabelOutcome(row.GetInt64(0), row.GetBoolean(1)),
            $"SELECT f.ts, f.given = f.label FROM labelled f {where} ORDER BY f.ts, f.row",
            values,
            _cancel);
    }

    /// <summary>Labels that belong to no prediction here: too early, too late, or another service's.</summary>
    public long Orphans() => _session.Rows(
        row => row.GetInt64(0), "SELECT count(*) FROM (SELECT DISTINCT id, item FROM pending)", [], _cancel)[0];

    /// <summary>Histograms of groups that move together.</summary>
    /// <param name="filter">Which predictions.</param>
    /// <param name="binnings">What of them, a histogram each.</param>
    /// <param name="byRequest">Groups requests, and not callers.</param>
    public IReadOnlyList<UnitCounts>[] Histograms(PredictionFilter filter, IReadOnlyList<Binning> binnings, bool byRequest)
    {
        var values = new List<object>();
        var needed = filter.Cohort is null ? RollUps.Histograms : RollUps.Histograms | RollUps.HistogramsByCohort;
        var split = _session.Split(filter, needed, RollUpTables.Day);
        string summed = filter.WhereSummed(values, "s");
        string where = filter.Where(values);
        CellKind[] kinds = [.. binnings.Select(binning => binning.Kind).Distinct()];
        string rows = string.Join(" UNION ALL ", kinds.Select(
            kind => $"SELECT {(int)kind} AS kind, unit, label, bin, n FROM ({RollUpTables.CellsOf("chosen", kind, byRequest)})"));
        string counted = string.Join(" UNION ALL ", binnings.Select((binning, place) => $"""
            SELECT {place} AS h, unit, {binning.Bin} AS bin, n FROM cells c WHERE kind = {(int)binning.Kind}
            """));
        var histograms = Array.ConvertAll(new List<UnitCounts>[binnings.Count], _ => new List<UnitCounts>());
        foreach (var (place, counts) in _session.Rows(
            row => (row.GetInt32(0), new UnitCounts(row.GetInt32(1), row.GetInt32(2), row.GetInt64(3))),
            $"""
            WITH chosen AS (SELECT * FROM {split.Predictions} p {where}),
            cells AS MATERIALIZED (
              SELECT kind, unit, label, bin, sum(n)::BIGINT AS n FROM (
                SELECT kind, unit, label, bin, n FROM {split.Sums} s {summed} AND by_request = {byRequest}
                  AND kind IN ({string.Join(", ", kinds.Select(kind => (int)kind))})
                UNION ALL
                {rows})
              GROUP BY ALL)
            SELECT h, unit::INTEGER AS u, bin::INTEGER AS b, sum(n)::BIGINT FROM ({counted})
            GROUP BY h, u, b HAVING b IS NOT NULL ORDER BY h, u, b
            """,
            values,
            _cancel))
        {
            histograms[place].Add(counts);
        }

        return histograms;
    }

    /// <summary>The tokens of predictions, one row a token and label, the greatest sums first.</summary>
    public IReadOnlyList<TokenSums> Tokens(PredictionFilter filter, int leastSupport, int leastBlocks, int most)
    {
        var values = new List<object>();
        var needed = filter.Cohort is null ? RollUps.Tokens : RollUps.Tokens | RollUps.TokensByCohort;
        var split = _session.Split(filter, needed, RollUpTables.Day);
        string summed = filter.WhereSummed(values, "s");
        string where = (filter with { Token = null }).Where(values);
        string token = "";
        if (filter.Token is not null)
        {
            values.Add(filter.Token);
            token = $"AND token = ${values.Count}";
        }

        return _session.Rows(
            row => new TokenSums(
                row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetDouble(3) / EvidenceScale.Units,
                row.GetDouble(4) / ((double)EvidenceScale.Units * EvidenceScale.Units), row.GetInt32(5)),
            $"""
            WITH chosen AS (SELECT p.row, p.label, p.block FROM {split.Predictions} p {where}),
            texts AS (
              SELECT e.token, c.label, e.row, any_value(c.block) AS block, sum(e.share)::DOUBLE AS s
              FROM {split.Evidence} e JOIN chosen c ON c.row = e.row WHERE true {token}
              GROUP BY e.token, c.label, e.row),
            parts AS (
              SELECT token, label, n, s, ss, blocks FROM {split.Tokens} s {summed} {token}
              UNION ALL
              SELECT token, label, 1, s, s * s, 1::UBIGINT << block::UBIGINT FROM texts)
            SELECT token, label, sum(n)::BIGINT AS support, sum(s), sum(ss), bit_count(bit_or(blocks))::INTEGER AS callers
            FROM parts GROUP BY token, label HAVING support >= {leastSupport} AND callers >= {leastBlocks}
            ORDER BY abs(sum(s)) DESC, token, label LIMIT {most}
            """,
            values,
            _cancel);
    }

    /// <summary>What accuracies are computed from, as rows: sums of predictions, and a row for each that has a label.</summary>
    private string Facts(PredictionFilter filter, List<object> values)
    {
        string counted = Counted(filter, values);
        string labelled = filter.Where(values, "f");
        return $"""
            SELECT version, label, cohort, since, n, f, ff, 0 AS given, 0 AS fits, 0 AS given_f, 0 AS given_ff, 0 AS fits_f FROM ({counted})
            UNION ALL
            SELECT version, label, cohort, since, 0, 0, 0, 1, (given = label)::INTEGER, f, f * f, CASE WHEN given = label THEN f ELSE 0 END
            FROM (SELECT f.version, f.cohort, f.label, f.ts - f.ts % {RollUpTables.Hour} AS since, f.given, f.confidence::DOUBLE AS f
                  FROM labelled f {labelled})
            """;
    }

    /// <summary>Facts added up by a group.</summary>
    private List<QualitySums> Added(string facts, string group, List<object> values) => _session.Rows(
        row => new QualitySums(
            row.GetString(0), row.GetInt64(1), row.GetDouble(2), row.GetDouble(3), row.GetInt64(4), row.GetInt64(5), row.GetDouble(6),
            row.GetDouble(7), row.GetDouble(8)),
        $"""
        SELECT {group} AS g, sum(n)::BIGINT, sum(f)::DOUBLE, sum(ff)::DOUBLE, sum(given)::BIGINT, sum(fits)::BIGINT, sum(given_f)::DOUBLE,
               sum(given_ff)::DOUBLE, sum(fits_f)::DOUBLE
        FROM {facts} GROUP BY g ORDER BY g
        """,
        values,
        _cancel);

    private static string GroupOf(QualityGroup by) => by switch
    {
        QualityGroup.Version => "version",
        QualityGroup.Cohort => "coalesce(cohort, '')",
        QualityGroup.Label => "label",
        QualityGroup.Hour => "strftime(make_timestamp(since), '%Y-%m-%dT%H:00:00Z')",
        QualityGroup.Day => $"strftime(make_timestamp(since - since % {RollUpTables.Day}), '%Y-%m-%d')",
        QualityGroup.Week => "strftime(date_trunc('week', make_timestamp(since)), '%Y-%m-%d')",
        QualityGroup.Month => "strftime(make_timestamp(since), '%Y-%m')",
        _ => "''",
    };

    /// <summary>Counts and probabilities: rows of n, f, ff, blocks by version, label, cohort and hour.</summary>
    private string Counted(PredictionFilter filter, List<object> values)
    {
        var split = _session.SplitOfCounts(filter);
        string summed = filter.WhereSummed(values, "s");
        string where = filter.Where(values);
        return $"""
            SELECT version, label, cohort, since, n, f, ff, blocks FROM {split.Kept} s {summed}
            UNION ALL
            SELECT version, label, cohort, since, n, f, ff, blocks
            FROM ({RollUpTables.SumsOf($"(SELECT * FROM {split.Predictions} p {where})")})
            """;
    }
}
