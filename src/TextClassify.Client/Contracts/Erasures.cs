namespace TextClassify.Client.Contracts;

/// <summary>Whose predictions are to go, or those of which text: one of the two.</summary>
public sealed record ErasureRequest
{
    /// <summary>A caller's name, as its key or token has it.</summary>
    public string? Caller { get; init; }

    /// <summary>A whole text, as it was sent.</summary>
    public string? Text { get; init; }
}

/// <summary>What was asked to go.</summary>
public sealed record ErasuresResponse
{
    /// <summary>The moment of which the answer is.</summary>
    public DateTimeOffset AsOf { get; init; }

    /// <summary>The last ones first.</summary>
    public IReadOnlyList<ErasureEntry> Erasures { get; init; } = [];
}

/// <summary>An erasure; no question shows what it names.</summary>
public sealed record ErasureEntry
{
    public long Number { get; init; }

    /// <summary>caller or text.</summary>
    public string By { get; init; } = "";

    /// <summary>What was recorded until then goes.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When no file held it any more; null before that.</summary>
    public DateTimeOffset? DoneAt { get; init; }
}
