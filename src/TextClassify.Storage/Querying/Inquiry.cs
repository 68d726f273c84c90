using DuckDB.NET.Data;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Querying;

/// <summary>Questions about one state of the store.</summary>
public sealed class Inquiry
{
    /// <summary>A stream may have any number.</summary>
    public const int MostItems = 1_000;

    private const string Found = """
        p.row, p.id, p.item, p.ts, p.model, p.version, p.cohort, p.label, p.scores, p.margin, p.entropy, p.tokens, p.read, p.unknown,
        p.text, l.label
        """;

    private const string Labelled = "LEFT JOIN labels l ON l.id = p.id AND l.item = p.item";

    private readonly DuckSession _session;
    private readonly CancellationToken _cancel;

    internal Inquiry(DuckSession session, DateTimeOffset asOf, CancellationToken cancel) =>
        (_session, AsOf, _cancel) = (session, asOf, cancel);

    /// <summary>The moment.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>The labels of every version that was recorded, in the order of scores.</summary>
    public IReadOnlyDictionary<(string Name, string Version), string[]> Labels => _session.Labels;

    /// <summary>The first items of a prediction, in their order; none where there is no such prediction.</summary>
    public IReadOnlyList<FoundPrediction> Find(Guid id, int most = MostItems) => Find(id, "", most);

    /// <summary>One of its items; null where it has none there.</summary>
    public FoundPrediction? FindItem(Guid id, int item) => Find(id, $"AND p.item = {item}", 1) is [var found] ? found : null;

    public bool HasCohort(string cohort) => _session.Rows(
        row => row.GetInt64(0), "SELECT row FROM predictions p WHERE p.cohort = $1 LIMIT 1", [cohort], _cancel).Count > 0;

    /// <summary>Newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Row of the last one of the page before; null for the first page.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<FoundPrediction> Page(PredictionFilter filter, long? before, int most)
    {
        var values = new List<object>();
        string where = filter.Where(values);
        string past = before is { } row ? $" AND p.row < {row}" : "";
        var rows = _session.Rows(
            found => found.GetInt64(0),
            $"SELECT p.row FROM predictions p {Labelled} {where}{past} ORDER BY p.row DESC LIMIT {most}",
            values,
            _cancel);

        // The bounds let the files be skipped that hold none of them.
        return rows.Count == 0
            ? []
            : _session.Rows(
                Read,
                $"""
                SELECT {Found} FROM predictions p {Labelled}
                WHERE p.row BETWEEN {rows[^1]} AND {rows[0]} AND p.row IN ({string.Join(", ", rows)}) ORDER BY p.row DESC
                """,
                [],
                _cancel);
    }

    /// <summary>The shares of the tokens of a prediction's items, in the order of the texts. Evidence lies by token, so it reads all of the
    /// files in which the prediction can be.</summary>
    public IReadOnlyList<FoundShare> Shares(Guid id, IReadOnlyList<FoundPrediction> predictions) => predictions.Count == 0
        ? []
        : _session.Rows(
            row => new FoundShare(row.GetInt64(0), row.GetString(1), row.GetInt32(2), EvidenceScale.ToShare(row.GetInt16(3))),
            $"""
            SELECT row, token, position, share FROM {_session.EvidenceThatMayHold(id)}
            WHERE row IN ({string.Join(", ", predictions.Select(prediction => prediction.Row))}) ORDER BY row, position
            """,
            [],
            _cancel);

    public Extent ExtentOf(PredictionFilter filter)
    {
        var values = new List<object>();
        string where = filter.Where(values);
        var (count, blocks) = _session.Rows(
            row => (row.GetInt64(0), (int)row.GetInt64(1)),
            $"SELECT count(*), count(DISTINCT p.block) FROM predictions p {Labelled} {where}",
            values,
            _cancel)[0];
        bool evidence = _session.Rows(row => row.GetInt64(0), "SELECT row FROM evidence LIMIT 1", [], _cancel).Count > 0;
        return new Extent(count, blocks, evidence);
    }

    public IReadOnlyList<QualitySums> Quality(PredictionFilter filter, QualityGroup by)
    {
        var values = new List<object>();
        string where = filter.Where(values);
        string group = by switch
        {
            QualityGroup.Version => "p.version",
            QualityGroup.Cohort => "coalesce(p.cohort, '')",
            QualityGroup.Label => "p.label",
            QualityGroup.Hour => "strftime(make_timestamp(p.ts - p.ts % 3600000000), '%Y-%m-%dT%H:00:00Z')",
            QualityGroup.Day => "strftime(make_timestamp(p.ts - p.ts % 86400000000), '%Y-%m-%d')",
            _ => "''",
        };
        return _session.Rows(
            row => new QualitySums(
                row.GetString(0), row.GetInt64(1), row.GetDouble(2), row.GetDouble(3), row.GetInt64(4), row.GetInt64(5), row.GetDouble(6),
                row.GetDouble(7), row.GetDouble(8)),
            $"""
            WITH t AS (SELECT {group} AS g, p.confidence::DOUBLE AS f, l.label IS NOT NULL AS given, l.label = p.label AS fits
                       FROM predictions p {Labelled} {where})
            SELECT g, count(*), sum(f), sum(f * f), count(*) FILTER (given), count(*) FILTER (fits),
                   coalesce(sum(f) FILTER (given), 0), coalesce(sum(f * f) FILTER (given), 0), coalesce(sum(f) FILTER (fits), 0)
            FROM t GROUP BY g ORDER BY g
            """,
            values,
            _cancel);
    }

    public IReadOnlyList<LabelPair> Confusion(PredictionFilter filter)
    {
        var values = new List<object>();
        string where = filter.Where(values);
        return _session.Rows(
            row => new LabelPair(row.GetString(0), row.GetString(1), row.GetInt64(2)),
            $"""
            SELECT l.label, p.label, count(*) FROM predictions p {Labelled} {where} AND l.label IS NOT NULL
            GROUP BY l.label, p.label ORDER BY l.label, p.label
            """,
            values,
            _cancel);
    }

    /// <summary>Labels that belong to no prediction here: too early, too late, or another service's.</summary>
    public long Orphans() => _session.Rows(
        row => row.GetInt64(0),
        "SELECT count(*) FROM labels l WHERE NOT EXISTS (SELECT 1 FROM predictions p WHERE p.id = l.id AND p.item = l.item)",
        [],
        _cancel)[0];

    /// <summary>Histograms of groups that move together.</summary>
    /// <param name="filter">Which predictions.</param>
    /// <param name="binning">What of them.</param>
    /// <param name="byRequest">Groups requests, and not callers.</param>
    public IReadOnlyList<UnitCounts> Histograms(PredictionFilter filter, Binning binning, bool byRequest)
    {
        var values = new List<object>();
        string where = filter.Where(values);
        string unit = byRequest ? $"(hash(p.id) % {StoredRequest.Blocks})::INTEGER" : "p.block::INTEGER";
        string sides = binning.ByToken ? "CROSS JOIN (VALUES (0), (1)) sides(side)" : "";
        return _session.Rows(
            row => new UnitCounts(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2)),
            $"""
            SELECT {unit} AS u, ({binning.Bin})::INTEGER AS b, ({binning.Count})::BIGINT FROM predictions p {Labelled} {sides} {where}
            GROUP BY u, b HAVING b IS NOT NULL ORDER BY u, b
            """,
            values,
            _cancel);
    }

    /// <summary>The tokens of predictions, one row a token and label, the greatest sums first.</summary>
    public IReadOnlyList<TokenSums> Tokens(PredictionFilter filter, int leastSupport, int leastBlocks, int most)
    {
        var values = new List<object>();
        string where = filter.Where(values);
        return _session.Rows(
            row => new TokenSums(
                row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetDouble(3) / EvidenceScale.Units,
                row.GetDouble(4) / ((double)EvidenceScale.Units * EvidenceScale.Units), (int)row.GetInt64(5)),
            $"""
            WITH chosen AS (SELECT p.row FROM predictions p {Labelled} {where}),
            texts AS (
              SELECT e.token, e.label, e.row, any_value(e.block) AS block, sum(e.share)::DOUBLE AS s
              FROM evidence e SEMI JOIN chosen USING (row) {(filter.Token is null ? "" : "WHERE e.token = $" + Place(filter, values))}
              GROUP BY e.token, e.label, e.row)
            SELECT token, label, count(*) AS n, sum(s), sum(s * s), count(DISTINCT block) FROM texts GROUP BY token, label
            HAVING n >= {leastSupport} AND count(DISTINCT block) >= {leastBlocks} ORDER BY abs(sum(s)) DESC, token, label LIMIT {most}
            """,
            values,
            _cancel);
    }

    private List<FoundPrediction> Find(Guid id, string more, int most) => _session.Rows(
        Read,
        $"SELECT {Found} FROM {_session.PredictionsThatMayHold(id)} p {Labelled} WHERE p.id = $1 {more} ORDER BY p.item LIMIT {most}",
        [id],
        _cancel);

    private static int Place(PredictionFilter filter, List<object> values) => 1 + values.IndexOf(filter.Token!);

    private static FoundPrediction Read(DuckDBDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetInt32(2), row.GetInt64(3), row.GetString(4), row.GetString(5), Text(row, 6),
        row.GetString(7), row.GetFieldValue<List<float>>(8), row.GetFloat(9), row.GetFloat(10), row.GetInt32(11), row.GetInt32(12),
        row.GetInt32(13), Text(row, 14), Text(row, 15));

    private static string? Text(DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
