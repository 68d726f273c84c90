using DuckDB.NET.Data;
using TextClassify.Storage.Querying.Versions;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Querying;

/// <summary>
/// Two versions over the same texts. A text is known by its keyed hash, which every level keeps; of several answers of a version to one
/// text the newest counts.
/// </summary>
public sealed partial class Inquiry
{
    /// <summary>Texts of which tokens are read; of more, those with the lowest hashes, which are a fair sample.</summary>
    public const int MostPairedTexts = 50_000;

    /// <summary>Files of an earlier program have the whole hash.</summary>
    private const string TextKey = """
        CASE WHEN octet_length(p.text_hash) = 8 THEN p.text_hash ELSE unhex(left(hex(p.text_hash), 16)) END
        """;

    private const string OfBoth = "version_row IS NOT NULL AND against_row IS NOT NULL";

    /// <summary>Puts the answers of two versions beside each other, for the questions below.</summary>
    /// <param name="filter">Which predictions of both; its version and label are not asked for.</param>
    /// <param name="version">One.</param>
    /// <param name="against">What it is held against.</param>
    public VersionTexts Pair(PredictionFilter filter, string version, string against)
    {
        var values = new List<object>();
        string where = (filter with { Version = null, Label = null }).Where(values);
        values.AddRange([version, against]);
        string one = $"${values.Count - 1}", other = $"${values.Count}";
        _session.Run("DROP TABLE IF EXISTS pairs", [], _cancel);
        _session.Run(
            $"""
            CREATE TABLE pairs AS
            WITH said AS (
              SELECT p.version, {TextKey} AS text, max(p.row) AS row, arg_max(p.label, p.row) AS label,
                     arg_max(p.confidence, p.row) AS confidence, arg_max(p.block, p.row) AS block, arg_max(l.given, p.row) AS given
              FROM predictions p {Labelled} {where} AND p.version IN ({one}, {other}) GROUP BY ALL)
            SELECT v.row AS version_row, a.row AS against_row, v.label AS version_label, a.label AS against_label,
                   least(v.confidence, a.confidence) AS confidence, coalesce(v.given, a.given) AS given,
                   coalesce(v.block, a.block) AS block, coalesce(v.text, a.text) AS text
            FROM (SELECT * FROM said WHERE version = {one}) v FULL JOIN (SELECT * FROM said WHERE version = {other}) a ON a.text = v.text
            """,
            values,
            _cancel);
        return _session.Rows(
            row => new VersionTexts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
            $"""
            SELECT count(version_row), count(against_row), count(*) FILTER ({OfBoth}),
                   count(*) FILTER ({OfBoth} AND version_label = against_label), count(given) FILTER ({OfBoth}) FROM pairs
            """,
            [],
            _cancel)[0];
    }

    /// <summary>The labels of both versions, the most texts first; also those of one label.</summary>
    public IReadOnlyList<LabelFlip> Flips() => _session.Rows(
        row => new LabelFlip(
            row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
        $"""
        SELECT against_label, version_label, count(*) AS n, count(given), count(*) FILTER (given = against_label),
               count(*) FILTER (given = version_label)
        FROM pairs WHERE {OfBoth} GROUP BY ALL ORDER BY n DESC, against_label, version_label
        """,
        [],
        _cancel);

    /// <summary>Texts of a flip, those first of which both versions were surest.</summary>
    public IReadOnlyList<PairedRows> FlipRows(LabelFlip flip, int most) => _session.Rows(
        row => new PairedRows(row.GetInt64(0), row.GetInt64(1)),
        $"""
        SELECT against_row, version_row FROM pairs WHERE {OfBoth} AND against_label = $1 AND version_label = $2
        ORDER BY confidence DESC, version_row LIMIT {most}
        """,
        [flip.Against, flip.Version],
        _cancel);

    /// <summary>The shares of both versions' tokens.</summary>
    /// <param name="label">What both said; null for all labels.</param>
    /// <param name="leastSupport">Texts of a token.</param>
    /// <param name="leastBlocks">Groups of callers who sent it.</param>
    public PairedTokens TokensOfPairs(string? label, int leastSupport, int leastBlocks)
    {
        List<object> values = label is null ? [] : [label];
        string only = label is null ? "" : "AND version_label = $1";
        _session.Run("DROP TABLE IF EXISTS paired_shares", [], _cancel);
        _session.Run(
            $"""
            CREATE TABLE paired_shares AS
            WITH chosen AS (
              SELECT version_row, against_row, version_label AS label, block FROM pairs
              WHERE {OfBoth} AND version_label = against_label {only} ORDER BY text LIMIT {MostPairedTexts}),
            sides AS (
              SELECT version_row AS row, version_row AS text, label, block, true AS version FROM chosen
              UNION ALL SELECT against_row, version_row, label, block, false FROM chosen),
            shares AS MATERIALIZED (
              SELECT e.token, s.text, any_value(s.label) AS label, any_value(s.block) AS block,
                     bool_or(s.version) AS version, bool_or(NOT s.version) AS against,
                     coalesce(sum(e.share) FILTER (s.version), 0)::DOUBLE AS v,
                     coalesce(sum(e.share) FILTER (NOT s.version), 0)::DOUBLE AS a
              FROM evidence e JOIN sides s ON s.row = e.row GROUP BY e.token, s.text)
            SELECT * FROM shares SEMI JOIN (
              SELECT text FROM shares GROUP BY text HAVING bool_or(version) AND bool_or(against)) kept USING (text)
            """,
            values,
            _cancel);
        long texts = _session.Rows(row => row.GetInt64(0), "SELECT count(DISTINCT text) FROM paired_shares", [], _cancel)[0];
        var tokens = _session.Rows(
            ReadToken,
            $"""
            SELECT token, label, count(*) AS n, count(*) FILTER (against), count(*) FILTER (version), sum(a), sum(a * a), sum(v),
                   sum(v * v), sum(v - a), sum((v - a) * (v - a))
            FROM paired_shares GROUP BY token, label
            HAVING n >= {leastSupport} AND bit_count(bit_or(1::UBIGINT << block::UBIGINT)) >= {leastBlocks} ORDER BY label, token
            """,
            [],
            _cancel);
        _session.Run("DROP TABLE paired_shares", [], _cancel);
        return new PairedTokens(texts, tokens);
    }

    private static PairedToken ReadToken(DuckDBDataReader row)
    {
        const double Unit = EvidenceScale.Units;
        PowerSums Sums(int at) => new(row.GetDouble(at) / Unit, row.GetDouble(at + 1) / (Unit * Unit));
        return new PairedToken(
            row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), Sums(5), Sums(7), Sums(9));
    }
}
