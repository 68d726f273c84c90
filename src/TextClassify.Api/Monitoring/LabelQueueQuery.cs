using TextClassify.Api.Records;

namespace TextClassify.Api.Monitoring;

/// <summary>Of which predictions labels are wanted.</summary>
internal sealed record LabelQueueQuery : SelectionQuery
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 200;

    /// <summary>Predictions to show; 20 without it.</summary>
    [Within(1, MaxLimit)]
    public int? Limit { get; init; }
}
