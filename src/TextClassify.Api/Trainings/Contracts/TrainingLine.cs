namespace TextClassify.Api.Trainings.Contracts;

/// <summary>A line of the program's <c>--progress-json</c>: what changed; null is as it was.</summary>
internal sealed record TrainingLine
{
    public string? Stage { get; init; }

    public int? Rows { get; init; }

    public int? DevelopmentRows { get; init; }

    public int? Labels { get; init; }

    public int? Epoch { get; init; }

    public int? Epochs { get; init; }

    public double? Share { get; init; }

    public double? SecondsLeft { get; init; }

    public double? Accuracy { get; init; }

    public double? MacroF1 { get; init; }

    public double? BaselineAccuracy { get; init; }

    public double? BaselineMacroF1 { get; init; }

    public string? Error { get; init; }

    public TrainingStatus Change(TrainingStatus before) => before with
    {
        Stage = Stage ?? before.Stage,
        Rows = Rows ?? before.Rows,
        DevelopmentRows = DevelopmentRows ?? before.DevelopmentRows,
        Labels = Labels ?? before.Labels,
        Progress = this is { Epoch: { } epoch, Epochs: { } epochs, Share: { } share, SecondsLeft: { } left }
            ? new(epoch, epochs, share, left)
            : before.Progress,
        Accuracy = Accuracy ?? before.Accuracy,
        MacroF1 = MacroF1 ?? before.MacroF1,
        BaselineAccuracy = BaselineAccuracy ?? before.BaselineAccuracy,
        BaselineMacroF1 = BaselineMacroF1 ?? before.BaselineMacroF1,
        Error = Error ?? before.Error,
    };
}
