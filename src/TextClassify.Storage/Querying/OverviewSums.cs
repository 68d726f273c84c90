namespace TextClassify.Storage.Querying;

/// <summary>What was predicted and how right it was, each way that an overview shows it; all by the names of groups, in order.</summary>
public sealed record OverviewSums
{
    /// <summary>All that was chosen; no group where nothing was.</summary>
    public required QualitySums? All { get; init; }

    /// <summary>What times are.</summary>
    public required QualityGroup Unit { get; init; }

    /// <summary>By that.</summary>
    public required IReadOnlyList<QualitySums> Times { get; init; }

    /// <summary>Predictions of a label at a time, by that.</summary>
    public required IReadOnlyDictionary<(string Time, string Label), long> LabelCounts { get; init; }

    public required IReadOnlyList<QualitySums> Labels { get; init; }

    /// <summary>Of all cohorts, also where one is chosen.</summary>
    public required IReadOnlyList<QualitySums> Cohorts { get; init; }

    /// <summary>Of all versions.</summary>
    public required IReadOnlyList<QualitySums> Versions { get; init; }
}
