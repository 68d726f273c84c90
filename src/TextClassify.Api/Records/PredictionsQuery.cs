namespace TextClassify.Api.Records;

/// <summary>A page of predictions.</summary>
internal sealed record PredictionsQuery : SelectionQuery
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;

    /// <summary>Only texts that hold this token; where shares of tokens are recorded.</summary>
    public string? Token { get; init; }

    /// <summary>Only predictions that a label says are wrong, or right with false.</summary>
    public bool? Wrong { get; init; }

    /// <summary>Predictions on a page, 100 without it.</summary>
    [Within(1, MaxLimit)]
    public int? Limit { get; init; }

    /// <summary>The next of the page before.</summary>
    public string? After { get; init; }
}
