namespace TextClassify.Training.Terminal;

/// <summary>
/// What changed since the line before; what is null is as it was. Programs outside this repository may read it: properties are added, and
/// none changes its meaning.
/// </summary>
internal sealed record ProgressLine
{
    public const string Reading = "reading";
    public const string Training = "training";
    public const string Folding = "folding";
    public const string Checking = "checking";
    public const string Packaging = "packaging";
    public const string Mapping = "mapping";
    public const string Done = "done";

    /// <summary>One of the above.</summary>
    public string? Stage { get; init; }

    /// <summary>Rows to train on.</summary>
    public int? Rows { get; init; }

    public int? DevelopmentRows { get; init; }

    public int? Labels { get; init; }

    /// <summary>From 1.</summary>
    public int? Epoch { get; init; }

    /// <summary>At most.</summary>
    public int? Epochs { get; init; }

    /// <summary>Of the training, 0..1; it may end before 1.</summary>
    public double? Share { get; init; }

    /// <summary>To the end of the training, at this pace.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>On the development rows, 0..1: of the net alone while it trains, at last of what ships.</summary>
    public double? Accuracy { get; init; }

    /// <summary>0..1; of what ships.</summary>
    public double? MacroF1 { get; init; }

    /// <summary>On the same rows.</summary>
    public double? BaselineAccuracy { get; init; }

    public double? BaselineMacroF1 { get; init; }

    /// <summary>Why the run ended without a result, in one sentence.</summary>
    public string? Error { get; init; }
}
