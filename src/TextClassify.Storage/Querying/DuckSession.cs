using System.Text.Json;
using DuckDB.NET.Data;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Querying.Held;
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
    private readonly LabelJoin _labels;
    private readonly ErasedRows _erased;
    private readonly KeptCounts _counts;
    private List<SealedFile> _files = [];
    private List<SumGroup> _groups = [];
    private long _lastSeq, _epoch;
    private bool _viewed;

    public DuckSession(OutboxDatabase database, string folder)
    {
        (_database, _folder, _connection) = (database, folder, ParquetTables.Open(folder));
        ParquetTables.Create(_connection, "recent_predictions", "recent_evidence");
        ParquetTables.Run(
            _connection,
            $"""
            SET parquet_metadata_cache = true;
            CREATE TABLE no_sums ({RollUpTables.SumColumns});
            CREATE TABLE no_tokens ({RollUpTables.TokenColumns});
            """);
        _labels = new LabelJoin(_connection);
        _erased = new ErasedRows(_connection, folder);
        _counts = new KeptCounts(_connection, folder);
    }

    public string Folder => _folder;

    /// <summary>The labels of models, in the order of scores.</summary>
    public IReadOnlyDictionary<(string Name, string Version), string[]> Labels { get; private set; } =
        new Dictionary<(string Name, string Version), string[]>();

    /// <summary>What was asked to go, and whether it is gone.</summary>
    public IReadOnlyList<ErasureMark> Erasures { get; private set; } = [];

    /// <summary>Greater than the row of every prediction.</summary>
    public long PastRow { get; private set; } = 1;

    /// <summary>Whether any file has evidence.</summary>
    public bool SealedEvidence => _files.Exists(file => file.Evidence);

    /// <summary>Takes what changed since the last question.</summary>
    public void Refresh()
    {
        using var outbox = _database.OpenForReading();
        using var state = outbox.BeginTransaction(deferred: true);
        var files = SealedFile.All(outbox, state);
        _groups = SumGroup.All(outbox, state);
        BeginAnew(outbox.Number(state, "SELECT epoch FROM state"));
        long firstOpen = outbox.Number(state, "SELECT COALESCE(MIN(first_row), 9223372036854775807) FROM outbox");
        Labels = outbox.Rows(
            state, row => (Name: row.GetString(0), Version: row.GetString(1), Labels: row.GetString(2)),
            "SELECT name, version, labels FROM models").ToDictionary(
                model => (model.Name, model.Version), model => JsonSerializer.Deserialize<string[]>(model.Labels)!);

        ParquetTables.Run(
            _connection,
            $"DELETE FROM recent_predictions WHERE row < {firstOpen}; DELETE FROM recent_evidence WHERE row < {firstOpen};");
        long pastRow = files.Count == 0 ? 1 : 1 + files.Max(file => file.LastRow);
        using (var predictions = _connection.CreateAppender("recent_predictions"))
        using (var evidence = _connection.CreateAppender("recent_evidence"))
        {
            foreach (var frame in OutboxFrame.After(outbox, state, _lastSeq))
            {
                ParquetTables.Append(predictions, evidence, RecordFrame.Read(frame.Body), frame.FirstRow);
                _lastSeq = frame.Seq;
                pastRow = frame.FirstRow + frame.Rows;
            }
        }

        string excluded = _erased.Excluded;
        Erasures = ErasureMark.All(outbox, state);
        _erased.Refresh([.. Erasures.Where(mark => mark.Done is null)], files);
        if (!_viewed || excluded != _erased.Excluded || !files.SequenceEqual(_files))
        {
            View("predictions", Predictions(files));
            View("evidence", Evidence(files));
            (_files, _viewed) = (files, true);
        }

        _counts.Refresh(files.Where(file => !_erased.Holds(file)), _groups);
        PastRow = Math.Max(PastRow, pastRow);
        _labels.Refresh(outbox, state, PastRow, PredictionsThatMayHold, PredictionsFrom);
    }

    /// <summary>Of which files a question reads sums.</summary>
    public Split Split(PredictionFilter filter, RollUps needed, long grain) => new(
        _folder, needed.HasFlag(RollUps.Tokens) ? _files.FindAll(file => file.Evidence) : _files, _groups, filter, needed, grain, _erased);

    /// <summary>Which predictions a question about counts reads, beside those that are kept.</summary>
    public Split SplitOfCounts(PredictionFilter filter) =>
        new(_folder, _files, [], filter, RollUps.Counts, RollUpTables.Hour, _erased, _counts);

    /// <summary>Predictions of those files alone in which an id can be.</summary>
    public string PredictionsThatMayHold(params IReadOnlyList<Guid> ids) => Predictions(FilesOf(ids));

    /// <summary>The same of evidence.</summary>
    public string EvidenceThatMayHold(Guid id) => Evidence(FilesOf([id]));

    public List<T> Rows<T>(Func<DuckDBDataReader, T> row, string text, List<object> values, CancellationToken cancellationToken)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (object value in values)
        {
            command.Parameters.Add(new DuckDBParameter(value));
        }

        // A question that has not begun can't be interrupted.
        cancellationToken.ThrowIfCancellationRequested();
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

    /// <summary>Runs what answers with no rows.</summary>
    public void Run(string text, List<object> values, CancellationToken cancellationToken) =>
        Rows(_ => 0, text, values, cancellationToken);

    /// <summary>Makes a table and fills it.</summary>
    public DuckDBAppender Append(string create, string table)
    {
        ParquetTables.Run(_connection, create);
        return _connection.CreateAppender(table);
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Forgets what it read where predictions were taken away since.</summary>
    private void BeginAnew(long epoch)
    {
        if (epoch != _epoch)
        {
            ParquetTables.Run(_connection, "DELETE FROM recent_predictions; DELETE FROM recent_evidence;");
            _labels.Clear();
            _erased.Clear();
            (_epoch, _lastSeq) = (epoch, 0);
        }
    }

    private string PredictionsFrom(long row) => Predictions(_files.Where(file => file.LastRow >= row));

    private IEnumerable<SealedFile> FilesOf(IReadOnlyList<Guid> ids)
    {
        string[] texts = [.. ids.Select(id => id.ToString()).Order(StringComparer.Ordinal)];
        return _files.Where(file => Array.BinarySearch(texts, file.MinId, StringComparer.Ordinal) is var place
            && (place >= 0 || (~place < texts.Length && string.CompareOrdinal(texts[~place], file.MaxId) <= 0)));
    }

    private void View(string name, string rows) =>
        ParquetTables.Run(_connection, $"CREATE OR REPLACE VIEW {name} AS SELECT * FROM {rows};");

    private string Predictions(IEnumerable<SealedFile> files) =>
        Of([.. files.Select(file => file.Predictions)], names => ParquetFiles.Predictions(_folder, names), "recent_predictions");

    private string Evidence(IEnumerable<SealedFile> files) => Of(
        [.. files.Where(file => file.Evidence).Select(file => file.Shares)], names => ParquetFiles.From(_folder, names), "recent_evidence");

    /// <summary>The rows of files and those of a table, as one.</summary>
    private string Of(string[] names, Func<string[], string> read, string table) => names.Length == 0
        ? table
        : $"(SELECT * FROM {read(names)}{_erased.Excluded} UNION ALL BY NAME SELECT * FROM {table})";
}
