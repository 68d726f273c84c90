using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Records;
using TextClassify.Storage.Sealing;

namespace TextClassify.Storage.Querying.Held;

/// <summary>
/// Labels with their predictions, in memory: each is looked for once, when it or its prediction is new, and not by every question. There
/// are few labels beside predictions.
/// </summary>
internal sealed class LabelJoin
{
    private readonly DuckDBConnection _connection;
    private long _lastLabel, _pastRow, _waiting;

    public LabelJoin(DuckDBConnection connection)
    {
        _connection = connection;
        ParquetTables.Run(
            connection,
            """
            CREATE TABLE feedback (id UUID, id_high BIGINT, id_low UBIGINT, item INTEGER, given VARCHAR, source VARCHAR, seq BIGINT);
            CREATE TABLE pending (id UUID, item INTEGER);
            CREATE TABLE labelled (
              row BIGINT, id UUID, item INTEGER, given VARCHAR, model VARCHAR, version VARCHAR, label VARCHAR, cohort VARCHAR, ts BIGINT,
              confidence FLOAT);
            """);
    }

    public void Clear()
    {
        ParquetTables.Run(_connection, "DELETE FROM feedback; DELETE FROM pending; DELETE FROM labelled;");
        (_lastLabel, _pastRow, _waiting) = (0, 0, 0);
    }

    /// <param name="outbox">In the state of the question.</param>
    /// <param name="state">That state.</param>
    /// <param name="pastRow">Greater than the rows of all predictions.</param>
    /// <param name="holding">Predictions among which ids are.</param>
    /// <param name="from">Predictions from a row on, and perhaps others.</param>
    public void Refresh(
        SqliteConnection outbox, SqliteTransaction state, long pastRow, Func<IReadOnlyList<Guid>, string> holding, Func<long, string> from)
    {
        var labels = outbox.Rows(
            state,
            row => (
                Id: new Guid(row.GetString(0)), Item: row.GetInt32(1), Label: row.GetString(2), Source: row.GetString(3),
                Seq: row.GetInt64(4)),
            "SELECT id, item, label, source, seq FROM feedback WHERE seq > ?1 ORDER BY seq", _lastLabel);
        if (pastRow > _pastRow && _waiting > 0)
        {
            Find(from(_pastRow), $"AND p.row >= {_pastRow}");
        }

        _pastRow = pastRow;

        if (labels.Count == 0)
        {
            return;
        }

        using (var feedback = _connection.CreateAppender("feedback"))
        using (var pending = _connection.CreateAppender("pending"))
        {
            foreach (var label in labels)
            {
                var (high, low) = IdHalves.Of(label.Id);
                feedback.CreateRow().AppendValue(label.Id).AppendValue(high).AppendValue(low).AppendValue(label.Item)
                    .AppendValue(label.Label).AppendValue(label.Source).AppendValue(label.Seq).EndRow();
                pending.CreateRow().AppendValue(label.Id).AppendValue(label.Item).EndRow();
                _lastLabel = label.Seq;
            }
        }

        ParquetTables.Run(_connection, "DELETE FROM labelled USING pending n WHERE n.id = labelled.id AND n.item = labelled.item");
        Find(holding([.. labels.Select(label => label.Id).Distinct()]), "");
    }

    private void Find(string predictions, string more)
    {
        ParquetTables.Run(
            _connection,
            $"""
            INSERT INTO labelled
              SELECT p.row, l.id, p.item, l.given, p.model, p.version, p.label, p.cohort, p.ts, p.confidence
              FROM {predictions} p JOIN (
                SELECT id, id_high, id_low, item, arg_max(given, seq) AS given
                FROM feedback SEMI JOIN pending USING (id, item) GROUP BY ALL) l
                ON l.id_high = p.id_high AND l.id_low = p.id_low AND l.item = p.item {more};
            DELETE FROM pending WHERE EXISTS (SELECT 1 FROM labelled f WHERE f.id = pending.id AND f.item = pending.item);
            """);
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM pending";
        _waiting = (long)command.ExecuteScalar()!;
    }
}
