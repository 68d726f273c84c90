namespace TextClassify.Api.Monitoring;

/// <summary>What was predicted and how right it was, in one answer of one moment.</summary>
internal sealed record OverviewResponse
{
    /// <summary>The moment of which the answer is.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Its labels; those of all its versions.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Over all that was chosen.</summary>
    public required QualityGroupResult All { get; init; }

    /// <summary>What times are: hour where few days have predictions, then day, week or month; UTC.</summary>
    public required string Unit { get; init; }

    /// <summary>By time, named by its beginning, a week by its Monday; times without predictions are left out.</summary>
    public required IReadOnlyList<QualityGroupResult> Times { get; init; }

    /// <summary>Predictions by label: a row for each of the times, a column for each of the labels.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> LabelCounts { get; init; }

    /// <summary>By the label that was predicted.</summary>
    public required IReadOnlyList<QualityGroupResult> ByLabel { get; init; }

    /// <summary>By cohort, the 1,000 with most predictions; as if no cohort were chosen. Texts of no cohort have an empty name.</summary>
    public required IReadOnlyList<QualityGroupResult> ByCohort { get; init; }

    /// <summary>By version; as if none were chosen.</summary>
    public required IReadOnlyList<QualityGroupResult> ByVersion { get; init; }

    /// <summary>Labels that were given against labels that were predicted.</summary>
    public required ConfusionTable Confusion { get; init; }

    /// <summary>Labels, of all models, whose prediction is not recorded.</summary>
    public required long OrphanLabels { get; init; }

    /// <summary>Of the window's labels; null where there is none, or the package doesn't say how right it is to be.</summary>
    public LabelAlarmResult? LabelAlarm { get; init; }
}
