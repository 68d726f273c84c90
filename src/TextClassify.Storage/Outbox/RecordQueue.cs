namespace TextClassify.Storage.Outbox;

/// <summary>
/// What waits for the writer, bounded by predictions and bytes. Taking never waits for the disk, and neither does offering: what does not
/// fit is dropped and counted. Safe for concurrent use.
/// </summary>
internal sealed class RecordQueue(int mostRows, long mostBytes) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _some = new(initialState: false);
    private readonly ManualResetEvent _hurry = new(initialState: false);
    private readonly ManualResetEvent _stop = new(initialState: false);
    private List<QueueEntry> _waiting = [];
    private long _accepted, _stored, _dropped, _rows, _bytes;
    private bool _closed;

    public StoreCounts Counts
    {
        get
        {
            lock (_lock)
            {
                return new StoreCounts(_accepted, _stored, _dropped, _rows);
            }
        }
    }

    public bool TryAdd(QueueEntry entry)
    {
        int rows = entry.Rows, bytes = entry.Record?.Bytes ?? 0;
        lock (_lock)
        {
            _accepted += rows;
            if (_closed || _rows + rows > mostRows || _bytes + bytes > mostBytes)
            {
                _dropped += rows;
                return false;
            }

            _rows += rows;
            _bytes += bytes;
            _waiting.Add(entry);
            if (_waiting.Count == 1)
            {
                _some.Set();
            }
        }

        if (entry.Done is not null)
        {
            _hurry.Set();
        }

        return true;
    }

    /// <summary>Waits for entries, gathers more for a while unless somebody waits for them, and takes all. False once closed.</summary>
    public bool Take(ref List<QueueEntry> taken, TimeSpan gather)
    {
        WaitHandle.WaitAny([_some, _stop]);
        if (gather > TimeSpan.Zero)
        {
            WaitHandle.WaitAny([_hurry, _stop], gather);
        }

        taken.Clear();
        lock (_lock)
        {
            _hurry.Reset();
            (taken, _waiting) = (_waiting, taken);
            return !_closed || taken.Count > 0;
        }
    }

    /// <summary>Takes all that waits now.</summary>
    public void TakeNow(ref List<QueueEntry> taken)
    {
        taken.Clear();
        lock (_lock)
        {
            (taken, _waiting) = (_waiting, taken);
        }
    }

    /// <summary>Notes what became of entries that were taken.</summary>
    public void Settle(IReadOnlyList<QueueEntry> taken, bool stored)
    {
        lock (_lock)
        {
            foreach (var entry in taken)
            {
                _rows -= entry.Rows;
                _bytes -= entry.Record?.Bytes ?? 0;
                _ = stored ? _stored += entry.Rows : _dropped += entry.Rows;
            }
        }

        foreach (var entry in taken)
        {
            entry.Done?.TrySetResult(stored);
        }
    }

    /// <summary>Takes no more; what waits is still taken.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
        }

        _stop.Set();
    }

    /// <summary>Waits, but not longer than until it is closed. True when it was.</summary>
    public bool Pause(TimeSpan time) => _stop.WaitOne(time);

    public void Dispose()
    {
        _some.Dispose();
        _hurry.Dispose();
        _stop.Dispose();
    }
}
