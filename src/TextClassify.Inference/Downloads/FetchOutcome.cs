namespace TextClassify.Inference.Downloads;

public enum FetchResult
{
    /// <summary>The archive is there and has its hash.</summary>
    Done,

    /// <summary>It could not be had; another time it may.</summary>
    Failed,

    /// <summary>It is not what was asked for, or from where nothing is fetched.</summary>
    Refused,
}

/// <param name="Result">Whether the archive is there.</param>
/// <param name="Detail">Why not, in one sentence.</param>
public sealed record FetchOutcome(FetchResult Result, string Detail)
{
    public static FetchOutcome Done { get; } = new(FetchResult.Done, "");
}
