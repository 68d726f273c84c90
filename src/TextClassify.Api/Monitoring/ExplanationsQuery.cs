using TextClassify.Api.Records;

namespace TextClassify.Api.Monitoring;

/// <summary>Whose reasons, and which of them.</summary>
internal sealed record ExplanationsQuery : SelectionQuery
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 1_000;
    public const int DefaultSupport = 2;

    /// <summary>Only this token.</summary>
    public string? Token { get; init; }

    /// <summary>Tokens to tell, those of the greatest sums first; 50 without it.</summary>
    [Within(1, MaxLimit)]
    public int? Limit { get; init; }

    /// <summary>Predictions a token must stand in; 2 without it.</summary>
    [Within(1, 1_000_000)]
    public int? MinSupport { get; init; }
}
