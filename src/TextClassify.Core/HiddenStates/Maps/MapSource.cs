namespace TextClassify.HiddenStates.Maps;

/// <summary>What a map is made from: states of one kind, and what is known of each.</summary>
public sealed record MapSource
{
    public required StateKind Kind { get; init; }

    /// <summary>See <see cref="Models.ModelDigest"/>.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>SHA-256 of the <c>corpus.json</c> that <see cref="Points"/> names rows of.</summary>
    public required string CorpusSha256 { get; init; }

    /// <summary>W.</summary>
    public required int Width { get; init; }

    /// <summary>[N, W].</summary>
    public required float[] States { get; init; }

    /// <summary>N points; their coordinates are not read.</summary>
    public required MapPoints Points { get; init; }

    /// <summary>[Q, W]: states of texts that have none in the map, to measure placement by. At least one.</summary>
    public required float[] HeldBack { get; init; }

    /// <summary>Jump sizes of all states of the corpus.</summary>
    public required JumpHistogram Jumps { get; init; }

    /// <summary>What chose the states; noted in the file.</summary>
    public required int Seed { get; init; }
}
