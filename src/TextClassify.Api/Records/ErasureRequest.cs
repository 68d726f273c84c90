namespace TextClassify.Api.Records;

/// <summary>Whose predictions are to go, or those of which text.</summary>
internal sealed record ErasureRequest
{
    /// <summary>A caller's name, as its key or token has it.</summary>
    public string? Caller { get; init; }

    /// <summary>A whole text, as it was sent.</summary>
    public string? Text { get; init; }
}

/// <summary>What was asked to go; no question shows it any more.</summary>
/// <param name="AsOf">The moment of which the answer is.</param>
/// <param name="Erasures">The last ones first.</param>
internal sealed record ErasuresResponse(DateTimeOffset AsOf, IReadOnlyList<ErasureEntry> Erasures);

/// <summary>One of them. Whom or what it named is not told.</summary>
/// <param name="Number">Counts them.</param>
/// <param name="By">caller or text.</param>
/// <param name="AskedAt">What was recorded until then goes.</param>
/// <param name="DoneAt">When no file held it any more; null before that.</param>
internal sealed record ErasureEntry(long Number, string By, DateTimeOffset AskedAt, DateTimeOffset? DoneAt);
