namespace TextClassify.Api.Monitoring;

/// <summary>How right a model is.</summary>
/// <param name="AsOf">The moment of which the answer is.</param>
/// <param name="Model">The model's name.</param>
/// <param name="All">Over all that was chosen.</param>
/// <param name="Groups">By what was asked; none without it.</param>
/// <param name="Confusion">Labels that were given against labels that were predicted.</param>
/// <param name="OrphanLabels">Labels, of all models, whose prediction is not recorded.</param>
/// <param name="LabelAlarm">Of the window's labels; null where there is none, or the package doesn't say how right it is to be.</param>
internal sealed record QualityResponse(
    DateTimeOffset AsOf,
    string Model,
    QualityGroupResult All,
    IReadOnlyList<QualityGroupResult>? Groups,
    ConfusionTable Confusion,
    long OrphanLabels,
    LabelAlarmResult? LabelAlarm);

/// <summary>Whether labels say that the model is less often right than its package promises.</summary>
/// <param name="Alarm">Whether they do.</param>
/// <param name="After">Labels it took, counted from the window's first; null without an alarm.</param>
/// <param name="Expected">Accuracy of the development texts, less what they leave open.</param>
/// <param name="LabelsPerAlarm">Labels that go by on average, at least, until it alarms falsely; by Memory:AlarmsPerMonth.</param>
/// <param name="At">Time of the prediction whose label it was.</param>
internal sealed record LabelAlarmResult(bool Alarm, long? After, double Expected, double LabelsPerAlarm, DateTimeOffset? At);

/// <summary>Accuracy of a group.</summary>
internal sealed record QualityGroupResult
{
    /// <summary>Its name; none of all together.</summary>
    public string? Group { get; init; }

    public required long Predictions { get; init; }

    /// <summary>Predictions with a label.</summary>
    public required long Labelled { get; init; }

    /// <summary>
    /// From probabilities alone: the mean of the predicted label's. It can't see that the meaning of labels changed, and is too high where
    /// the model is too sure.
    /// </summary>
    public BandValue? Estimated { get; init; }

    /// <summary>From labels alone.</summary>
    public BandValue? Measured { get; init; }

    /// <summary>From both; unbiased where those labelled are a fair sample.</summary>
    public BandValue? Fused { get; init; }
}

/// <summary>Counts of labels.</summary>
/// <param name="Labels">In the model's order; labels it doesn't have are behind them.</param>
/// <param name="Counts">A row for each label that was given, a column for each that was predicted.</param>
internal sealed record ConfusionTable(IReadOnlyList<string> Labels, IReadOnlyList<IReadOnlyList<long>> Counts);
