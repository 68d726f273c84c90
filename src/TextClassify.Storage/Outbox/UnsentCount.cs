namespace TextClassify.Storage.Outbox;

/// <summary>What the shared database does not have yet. Safe for concurrent use.</summary>
internal sealed class UnsentCount
{
    private long _rows, _bytes;

    /// <summary>Predictions.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>With labels.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(long rows, long bytes)
    {
        Interlocked.Add(ref _rows, rows);
        Interlocked.Add(ref _bytes, bytes);
    }
}
