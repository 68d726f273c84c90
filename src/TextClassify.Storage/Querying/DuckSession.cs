using System.Text.Json;
using DuckDB.NET.Data;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Records;
using TextClassify.Storage.Sealing;

namespace TextClassify.Storage.Querying;

/// <summary>
/// An in-memory DuckDB over the files, beside tables of what is in no file yet. Brought up to date before each question, from one state of
/// the outbox: so nothing is missing or counted twice. One question at a time.
/// </summary>
internal sealed class DuckSession : IDisposable
{
    private readonly DuckDBConnection _connection;
    private readonly OutboxDatabase _database;
    private readonly string _folder;
    private List<SealedFile> _files = [];
    private long _lastSeq, _lastLabel;
    private bool _viewed;

    /// <summary>The labels of models, in the order of scores.</summary>
    public IReadOnlyDictionary<(string Name, string Version), string[]> Labels { get; private set; } =
        new Dictionary<(string Name, string Version), string[]>();

    public DuckSession(OutboxDatabase database, string folder)
    {
        (_database, _folder, _connection) = (database, folder, ParquetTables.Open(folder));
        ParquetTables.Create(_connection, "recent_predictions", "recent_evidence");
        ParquetTables.Run(
            _connection,
            """
            CREATE TABLE feedback (id UUID, item INTEGER, label VARCHAR, source VARCHAR, seq BIGINT);
            CREATE VIEW labels AS SELECT id, item, arg_max(label, seq) AS label FROM feedback GROUP BY id, item;
            """);
    }

    /// <summary>Takes what changed since the last question.</summary>
    public void Refresh()
    {
        using var outbox = _database.OpenForReading();
        using var state = outbox.BeginTransaction(deferred: true);
        var files = SealedFile.All(outbox, state);
        long firstOpen = outbox.Number(state, "SELECT COALESCE(MIN(first_row), 9223372036854775807) FROM outbox");
        var labels = outbox.Rows(
            state,
            row => (Id: row.GetString(0), Item: row.GetInt32(1), Label: row.GetString(2), Source: row.GetString(3), Seq: row.GetInt64(4)),
            "SELECT id, item, label, source, seq FROM feedback WHERE seq > ?1 ORDER BY seq", _lastLabel);

        Labels = outbox.Rows(
            state, row => (Name: row.GetString(0), Version: row.GetString(1), Labels: row.GetString(2)),
            "SELECT name, version, labels FROM models").ToDictionary(
                model => (model.Name, model.Version), model => JsonSerializer.Deserialize<string[]>(model.Labels)!);

        ParquetTables.Run(
            _connection,
            $"DELETE FROM recent_predictions WHERE row < {firstOpen}; DELETE FROM recent_evidence WHERE row < {firstOpen};");
        using (var predictions = _connection.CreateAppender("recent_predictions"))
        using (var evidence = _connection.CreateAppender("recent_evidence"))
        {
            foreach (var frame in OutboxFrame.After(outbox, state, _lastSeq))
            {
                ParquetTables.Append(predictions, evidence, RecordFrame.Read(frame.Body), frame.FirstRow);
                _lastSeq = frame.Seq;
            }
        }

        using (var feedback = _connection.CreateAppender("feedback"))
        {
            foreach (var label in labels)
            {
                feedback.CreateRow().AppendValue(new Guid(label.Id)).AppendValue(label.Item).AppendValue(label.Label)
                    .AppendValue(label.Source).AppendValue(label.Seq).EndRow();
                _lastLabel = label.Seq;
            }
        }

        if (!_viewed || !files.SequenceEqual(_files))
        {
            View("predictions", files.Select(file => file.Predictions));
            View("evidence", files.Where(file => file.Evidence).Select(file => file.Shares));
            (_files, _viewed) = (files, true);
        }
    }

    /// <summary>Predictions of those files alone in which an id can be.</summary>
    public string PredictionsThatMayHold(Guid id) => Of(FilesOf(id).Select(file => file.Predictions), "recent_predictions");

    /// <summary>The same of evidence.</summary>
    public string EvidenceThatMayHold(Guid id) =>
        Of(FilesOf(id).Where(file => file.Evidence).Select(file => file.Shares), "recent_evidence");

    public List<T> Rows<T>(Func<DuckDBDataReader, T> row, string text, List<object> values, CancellationToken cancellationToken)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (object value in values)
        {
            command.Parameters.Add(new DuckDBParameter(value));
        }

        using var ended = cancellationToken.Register(command.Cancel);
        var rows = new List<T>();
        try
        {
            using var reader = (DuckDBDataReader)command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add(row(reader));
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }

        return rows;
    }

    public void Dispose() => _connection.Dispose();

    private IEnumerable<SealedFile> FilesOf(Guid id)
    {
        string text = id.ToString();
        return _files.Where(file => string.CompareOrdinal(file.MinId, text) <= 0 && string.CompareOrdinal(file.MaxId, text) >= 0);
    }

    private void View(string name, IEnumerable<string> files) =>
        ParquetTables.Run(_connection, $"CREATE OR REPLACE VIEW {name} AS SELECT * FROM {Of(files, $"recent_{name}")};");

    /// <summary>The rows of files and those of a table, as one.</summary>
    private string Of(IEnumerable<string> files, string table)
    {
        string[] names = [.. files];
        return names.Length == 0 ? table : $"(SELECT * FROM {ParquetFiles.From(_folder, names)} UNION ALL SELECT * FROM {table})";
    }
}
