namespace TextClassify.Storage.Records;

/// <summary>The answer to one request, as it is kept.</summary>
public sealed record StoredRequest
{
    /// <summary>UUID of version 7: it holds the time, so that a prediction is looked for in few files.</summary>
    public required Guid Id { get; init; }

    /// <summary>Microseconds since 1970.</summary>
    public required long At { get; init; }

    public required string Model { get; init; }

    public required string Version { get; init; }

    /// <summary>In the order of <see cref="StoredItem.Scores"/>.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>What the caller called the group; null without one.</summary>
    public string? Cohort { get; init; }

    /// <summary>Which of the <see cref="Blocks"/> groups of callers, by a hash.</summary>
    public required byte Block { get; init; }

    /// <summary>Keyed hash of the caller's name, by which erasures find it; null where nobody knows the caller.</summary>
    public byte[]? Caller { get; init; }

    public required IReadOnlyList<StoredItem> Items { get; init; }

    /// <summary>Groups that callers are dealt to.</summary>
    public const int Blocks = 64;
}
