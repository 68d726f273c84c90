using TextClassify.Api.Records;

namespace TextClassify.Api.Monitoring;

/// <summary>A window, and what it is held against.</summary>
internal sealed record DriftQuery : SelectionQuery
{
    /// <summary>Begins another window to hold this one against; the development texts of the model's package without it.</summary>
    [ReadBy(typeof(TimeValue))]
    public DateTimeOffset? ReferenceFrom { get; init; }

    /// <summary>Ends that window.</summary>
    [ReadBy(typeof(TimeValue))]
    public DateTimeOffset? ReferenceTo { get; init; }
}
