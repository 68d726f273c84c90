using Microsoft.Extensions.Logging;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Querying;
using TextClassify.Storage.Records;
using TextClassify.Storage.Sealing;
using TextClassify.Storage.Settings;
using TextClassify.Storage.Shared;

namespace TextClassify.Storage;

/// <summary>
/// Keeps predictions and what was said of them later. Recording never waits: a thread of its own commits what is offered, another makes
/// files of it. The folder is opened on that thread, so a slow disk delays no start. Safe for concurrent use.
/// </summary>
public sealed partial class PredictionStore : IDisposable
{
    /// <summary>How long a stop waits for the last commit.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    /// <summary>Time between two tries of a commit that failed.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly StoreSettings _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action? _giveWay;
    private readonly OutboxDatabase _database;
    private readonly RecordQueue _queue;
    private readonly AutoResetEvent _full = new(initialState: false);
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Thread _writer;
    private readonly Thread _sealing;
    private readonly ReplacedFiles _replaced;
    private TaskCompletionSource<string?> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _key = [];
    private FileStream? _lock;
    private bool _disposed;

    /// <param name="settings">Where and for how long.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told what fails.</param>
    /// <param name="giveWay">Called by the thread that makes files before its first one; null leaves it as others are.</param>
    public PredictionStore(StoreSettings settings, TimeProvider time, ILogger logger, Action? giveWay = null)
    {
        (_settings, _time, _logger, _giveWay) = (settings, time, logger, giveWay);
        _database = new OutboxDatabase(settings.Folder);
        _queue = new RecordQueue(settings.QueueRows, settings.QueueBytes);
        _replaced = new ReplacedFiles(settings, time, () => Questions!.Exporting);
        Replica = settings.Database is null ? null : new Replica(settings, _database, _replaced, time, logger);
        Questions = new Questions(_database, settings.Folder, time, () => Opened, Replica is null ? null : Replica.Refresh);
        _sealing = new Thread(Seal) { IsBackground = true, Name = "textclassify-sealing" };
        _writer = new Thread(Write) { IsBackground = true, Name = "textclassify-memory" };
        _writer.Start();
    }

    public Questions Questions { get; }

    public StoreCounts Counts => _queue.Counts;

    /// <summary>Ends when the folder was opened: null, or why it can't be. With a database it is tried again.</summary>
    public Task<string?> Opened => Volatile.Read(ref _opened).Task;

    /// <summary>Predictions that are in the folder and not in the shared database yet.</summary>
    public long Unsent => Replica?.Unsent.Rows ?? 0;

    /// <summary>For how long the shared database has not been reached; zero where it is there, or none is shared.</summary>
    public TimeSpan Away => Replica?.Away ?? TimeSpan.Zero;

    /// <summary>Null where nothing is shared.</summary>
    internal Replica? Replica { get; }

    /// <summary>Takes note of an answer. Never waits and never throws; false when it is dropped.</summary>
    public bool TryRecord(IPendingRecord record) => _queue.TryAdd(new QueueEntry(record, null, null));

    /// <summary>The same, told when it is on the disk; false when it never will be.</summary>
    public Task<bool> RecordAsync(IPendingRecord record) => AddAsync(record, null);

    /// <summary>Takes a label and tells when it is on the disk; false when it could not be.</summary>
    public Task<bool> LabelAsync(Label label) => AddAsync(null, label);

    /// <summary>Takes predictions away that were recorded until now. From when it ends on no question shows them; the files are written
    /// anew without them later. The same again does no harm. False when it could not be committed.</summary>
    public async Task<bool> EraseAsync(Erasure erasure)
    {
        if (Replica is not { } replica)
        {
            return await AddAsync(null, null, erasure);
        }

        // What was offered before is committed first, and sent, so that it has a number.
        return await AddAsync(null, null) && await Task.Run(() => replica.Erase(erasure, HashOf(erasure)));
    }

    /// <summary>Commits what waits and ends; committed predictions that are in no file stay in the outbox.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _queue.Close();
        _stop.Set();
        bool ended = _writer.Join(Farewell) && (!_sealing.IsAlive || _sealing.Join(Farewell));
        Replica?.Dispose();
        Questions.Dispose();
        if (ended)
        {
            _lock?.Dispose();
            _queue.Dispose();
            _full.Dispose();
            _stop.Dispose();
        }
    }

    private Task<bool> AddAsync(IPendingRecord? record, Label? label, Erasure? erasure = null)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _queue.TryAdd(new QueueEntry(record, label, done) { Erasure = erasure }) ? done.Task : Task.FromResult(false);
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1701,
            Level = LogLevel.Warning,
            Message = "Predictions are not recorded, because {Folder} can't be used: {Reason} Memory:Directory names another, Memory:Level "
                + "Off records none.")]
        public static partial void Closed(ILogger logger, string folder, string reason);

        [LoggerMessage(EventId = 1702, Level = LogLevel.Error, Message = "Predictions can't be written and wait: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);

        [LoggerMessage(EventId = 1703, Level = LogLevel.Information, Message = "Predictions are written again.")]
        public static partial void Recovered(ILogger logger);

        [LoggerMessage(EventId = 1705, Level = LogLevel.Error, Message = "An answer could not be made ready for the store.")]
        public static partial void Unfit(ILogger logger, Exception exception);

        [LoggerMessage(EventId = 1704, Level = LogLevel.Error, Message = "Predictions stay in the outbox; no file could be made of them.")]
        public static partial void NotSealed(ILogger logger, Exception exception);
    }
}
