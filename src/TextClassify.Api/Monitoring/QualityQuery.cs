using TextClassify.Api.Records;

namespace TextClassify.Api.Monitoring;

/// <summary>Whose accuracy, and by what.</summary>
internal sealed record QualityQuery : SelectionQuery
{
    /// <summary>version, cohort, label, hour, day, week or month; one group without it.</summary>
    [ReadBy(typeof(GroupName))]
    public string? By { get; init; }
}
