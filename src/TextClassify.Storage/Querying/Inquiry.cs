using DuckDB.NET.Data;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Querying;

/// <summary>Questions about one state of the store.</summary>
public sealed partial class Inquiry
{
    /// <summary>A stream may have any number.</summary>
    public const int MostItems = 1_000;

    private const string Found = $"""
        p.row, p.id_high, p.id_low, p.item, p.ts, p.model, p.version, p.cohort, p.label, p.scores, {Certainty.MarginSql},
        {Certainty.EntropySql}, p.tokens, p.read, p.unknown, p.text, l.given
        """;

    private const string Labelled = "LEFT JOIN labelled l ON l.row = p.row";

    /// <summary>Rows among which a page is looked for first; then among more.</summary>
    private const long PageReach = 1 << 18;

    private const int PageGrowth = 8;

    private readonly DuckSession _session;
    private readonly CancellationToken _cancel;

    internal Inquiry(DuckSession session, DateTimeOffset asOf, CancellationToken cancel) =>
        (_session, AsOf, _cancel) = (session, asOf, cancel);

    /// <summary>The moment.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>The labels of every version that was recorded, in the order of scores.</summary>
    public IReadOnlyDictionary<(string Name, string Version), string[]> Labels => _session.Labels;

    /// <summary>What was asked to be taken away.</summary>
    public IReadOnlyList<ErasureMark> Erasures => _session.Erasures;

    /// <summary>The first items of a prediction, in their order; none where there is no such prediction.</summary>
    public IReadOnlyList<FoundPrediction> Find(Guid id, int most = MostItems) => Find(id, "", most);

    /// <summary>One of its items; null where it has none there.</summary>
    public FoundPrediction? FindItem(Guid id, int item) => Find(id, $"AND p.item = {item}", 1) is [var found] ? found : null;

    /// <summary>Newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">Row of the last one of the page before; null for the first page.</param>
    /// <param name="most">How many.</param>
    public IReadOnlyList<FoundPrediction> Page(PredictionFilter filter, long? before, int most) =>
        Rows(RowsOf(filter, before ?? _session.PastRow, most));

    /// <summary>The predictions of rows, newest first.</summary>
    public IReadOnlyList<FoundPrediction> Rows(IReadOnlyList<long> rows) => rows.Count == 0
        ? []
        : _session.Rows(
            Read,
            $"""
            SELECT {Found} FROM predictions p {Labelled}
            WHERE p.row BETWEEN {rows.Min()} AND {rows.Max()} AND p.row IN ({string.Join(", ", rows)}) ORDER BY p.row DESC
            """,
            [],
            _cancel);

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

    private List<FoundPrediction> Find(Guid id, string more, int most)
    {
        var (high, low) = IdHalves.Of(id);
        return _session.Rows(
            Read,
            $"""
            SELECT {Found} FROM {_session.PredictionsThatMayHold(id)} p {Labelled} WHERE p.id_high = {high} AND p.id_low = {low} {more}
            ORDER BY p.item LIMIT {most}
            """,
            [],
            _cancel);
    }

    private List<long> RowsOf(PredictionFilter filter, long before, int most) =>
        filter.Wrong is { } wrong ? LabelledRowsOf(filter, wrong, before, most) : NewestRowsOf(filter, before, most);

    /// <summary>Those with labels are at hand.</summary>
    private List<long> LabelledRowsOf(PredictionFilter filter, bool wrong, long before, int most)
    {
        var values = new List<object>();
        string where = (filter with { Wrong = null }).Where(values, "f");
        return _session.Rows(
            found => found.GetInt64(0),
            $"""
            SELECT f.row FROM labelled f {where} AND f.given {(wrong ? "<>" : "=")} f.label AND f.row < {before}
            ORDER BY f.row DESC LIMIT {most}
            """,
            values,
            _cancel);
    }

    /// <summary>The newest are in the newest files, so few are read where many fit.</summary>
    private List<long> NewestRowsOf(PredictionFilter filter, long before, int most)
    {
        for (long reach = PageReach; ; reach *= PageGrowth)
        {
            var values = new List<object>();
            long first = Math.Max(0, before - reach);
            string where = filter.Where(values, rows: $"row < {before} AND row >= {first}");
            var rows = _session.Rows(
                found => found.GetInt64(0),
                $"SELECT p.row FROM predictions p {where} AND p.row < {before} AND p.row >= {first} ORDER BY p.row DESC LIMIT {most}",
                values,
                _cancel);
            if (rows.Count == most || reach >= before)
            {
                return rows;
            }
        }
    }

    private static FoundPrediction Read(DuckDBDataReader row) => new(
        row.GetInt64(0), IdHalves.Join(row.GetInt64(1), row.GetFieldValue<ulong>(2)), row.GetInt32(3), row.GetInt64(4), row.GetString(5),
        row.GetString(6), Text(row, 7), row.GetString(8), row.GetFieldValue<List<float>>(9), row.GetFloat(10), row.GetFloat(11),
        row.GetInt32(12), row.GetInt32(13), row.GetInt32(14), Text(row, 15), Text(row, 16));

    private static string? Text(DuckDBDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
