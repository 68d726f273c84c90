using Microsoft.Extensions.Logging;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Sealing;
using TextClassify.Storage.Settings;

namespace TextClassify.Storage.Shared;

/// <summary>
/// One of several processes that share a database. What it records is committed to its folder first and sent from there; its folder is
/// otherwise a copy of the database, over which questions are asked. Where the database is away, recording and questions go on. Safe for
/// concurrent use.
/// </summary>
internal sealed partial class Replica : IDisposable
{
    private const long MicrosecondsPerMillisecond = 1_000;

    /// <summary>Time between two tries while the database is away, and between two looks whether it is.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>A question waits so often for a copy that is under way, and so long each time.</summary>
    private const int Turns = 100;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);

    /// <summary>A question waits until so much is sent; more is sent behind it.</summary>
    private const long MostForQuestion = 8 << 20;

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(10);

    private readonly Lock _sending = new(), _pulling = new(), _listing = new();
    private readonly StoreSettings _settings;
    private readonly OutboxDatabase _local;
    private readonly SharedDatabase _shared;
    private readonly Mirror _mirror;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly AutoResetEvent _some = new(initialState: false);
    private readonly ManualResetEvent _stop = new(initialState: false);
    private readonly Thread _sender;
    private Guid _id;
    private long _asOf, _awaySince, _confirmed;
    private string _reason = "";
    private bool _joined;

    public Replica(
        StoreSettings settings, OutboxDatabase local, ReplacedFiles replaced, TimeProvider time, ILogger logger)
    {
        (_settings, _local, Replaced, _time, _logger) = (settings, local, replaced, time, logger);
        _shared = new SharedDatabase(settings.Database!);
        _mirror = new Mirror(local, settings.Folder, replaced);
        _sender = new Thread(SendAll) { IsBackground = true, Name = "textclassify-sending" };
    }

    public ReplacedFiles Replaced { get; }

    /// <summary>What the database does not have yet.</summary>
    public UnsentCount Unsent { get; } = new();

    /// <summary>For how long it has not been reached; zero where it is there.</summary>
    public TimeSpan Away => Interlocked.Read(ref _awaySince) is > 0 and var since ? _time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Whether the list is this replica's to change. Read and written under the lock of pulling.</summary>
    private bool Sealing { get; set; }

    /// <summary>Why it was not reached the last time.</summary>
    public string Reason => Volatile.Read(ref _reason);

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds() * MicrosecondsPerMillisecond;

    /// <summary>Makes the folder ready. It must have been upgraded.</summary>
    /// <returns>The key for hashes of texts, which all replicas have from the database.</returns>
    /// <exception cref="IOException">The database is away, and the folder knows no key yet.</exception>
    /// <exception cref="InvalidDataException">The folder is of another store.</exception>
    public byte[] Open()
    {
        using var local = _local.Open();
        if (MirrorState.Read(local, null) is not { } known)
        {
            if (local.Number(null, "SELECT (SELECT COUNT(*) FROM files) + (SELECT COUNT(*) FROM outbox)") > 0)
            {
                throw new InvalidDataException("It has predictions of a store without a database. Name another folder.");
            }

            known = new MirrorState(Guid.CreateVersion7(_time.GetUtcNow()), "", "", 0, 0, 0, 0);
            known.Write(local, null);
        }

        (_id, _asOf) = (known.Id, known.At);
        var (rows, bytes) = UnsentEntry.Totals(local);
        Unsent.Add(rows - Unsent.Rows, bytes - Unsent.Bytes);
        if (!Try(Join) && known.Shared.Length == 0)
        {
            throw new IOException($"The database of Memory:Database has not been reached yet: {Reason}");
        }

        return HashKey.Of(_settings.Folder);
    }

    public void Start() => _sender.Start();

    /// <summary>Says that something was committed to the folder.</summary>
    public void Wake() => _some.Set();

    /// <summary>Brings the folder up to date for a question.</summary>
    /// <returns>The moment that its answer is of: now, or an earlier one while the database is away.</returns>
    /// <exception cref="IOException">The database was never read.</exception>
    public DateTimeOffset Refresh()
    {
        long now = Now;
        if (Away == TimeSpan.Zero)
        {
            Try(() =>
            {
                bool all = Unsent.Bytes <= MostForQuestion;
                if (all)
                {
                    Send();
                }

                if (PullForQuestion() && all)
                {
                    Interlocked.Exchange(ref _asOf, now);
                }
            });
        }

        return Interlocked.Read(ref _asOf) is > 0 and var asOf
            ? DateTimeOffset.UnixEpoch.AddMicroseconds(asOf)
            : throw new IOException($"The database of Memory:Database has not been read yet: {Reason}");
    }

    /// <summary>Takes predictions away that have a number, and what is sent later of those that were recorded before.</summary>
    /// <returns>False where the database is away, or this replica's questions could still show it.</returns>
    public bool Erase(Erasure erasure, byte[] hash)
    {
        bool seen = false;
        return Try(() =>
        {
            Send();
            using (var shared = _shared.Open())
            {
                SharedErasures.Insert(shared, erasure, hash);
            }

            seen = PullForQuestion();
        }) && seen;
    }

    public void Dispose()
    {
        _stop.Set();
        if (!_sender.IsAlive || _sender.Join(Farewell))
        {
            _shared.Dispose();
            _some.Dispose();
            _stop.Dispose();
        }
    }

    private void Send()
    {
        lock (_sending)
        {
            Join();
            if (Unsent.Bytes == 0)
            {
                return;
            }

            using var local = _local.Open();
            using var shared = _shared.Open();
            while (UnsentEntry.First(local) is { Count: > 0 } entries)
            {
                var models = local.Rows(
                    null, row => (row.GetString(0), row.GetString(1), row.GetString(2)), "SELECT name, version, labels FROM models");
                Sending.Send(shared, _id, entries, models, Now);
                UnsentEntry.Delete(local, entries[^1].Seq, Unsent);
            }
        }
    }

    private void SendAll()
    {
        // It looks by itself as well: another step may have found the database away, or there again after a send that failed.
        while (WaitHandle.WaitAny([_stop, _some], Retry) != 0)
        {
            Try(() =>
            {
                Send();
                if (Away > TimeSpan.Zero)
                {
                    using var shared = _shared.Open();
                    Show(shared);
                }
            });
            _stop.WaitOne(Away > TimeSpan.Zero ? Retry : _settings.CommitInterval);
        }

        Try(Send);
    }
}
