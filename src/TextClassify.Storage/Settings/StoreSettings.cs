namespace TextClassify.Storage.Settings;

/// <summary>Where predictions are kept and for how long.</summary>
public sealed record StoreSettings
{
    /// <summary>A folder of the service's own.</summary>
    public required string Folder { get; init; }

    /// <summary>How to connect to the PostgreSQL database that replicas share; null keeps all in the folder.</summary>
    public string? Database { get; init; }

    /// <summary>Files whose latest prediction is older are deleted.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Time after which what was committed becomes a file, if there is no more of it before.</summary>
    public TimeSpan SealInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The outbox becomes a file when it has this many predictions.</summary>
    public int SealRows { get; init; } = 65_536;

    /// <summary>Predictions that may wait for their commit; the next one is dropped and counted.</summary>
    public int QueueRows { get; init; } = 65_536;

    /// <summary>The same in bytes.</summary>
    public long QueueBytes { get; init; } = 64 << 20;

    /// <summary>What may wait in the folder for the shared database, in bytes; the next one is dropped and counted.</summary>
    public long UnsentBytes { get; init; } = 1 << 30;

    /// <summary>How long predictions are gathered for one commit.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a file stays that is in the list no more: the longest time that a question about it may take.</summary>
    public TimeSpan KeepReplaced { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Small files of one size that become one larger.</summary>
    public int MergeFiles { get; init; } = 16;

    /// <summary>Files whose sums are added up together, and groups of these again.</summary>
    public int GroupFiles { get; init; } = 8;
}
