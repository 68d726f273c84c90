namespace TextClassify.Api.Monitoring;

/// <summary>What changed.</summary>
internal sealed record DriftResponse
{
    /// <summary>The moment of which the answer is.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>What the window is held against: package, the development texts of a version, or window.</summary>
    public required string Reference { get; init; }

    /// <summary>
    /// What was shuffled: callers, or requests where there are fewer than 8 groups of callers. Then a caller's habits count as drift.
    /// </summary>
    public required string GroupedBy { get; init; }

    /// <summary>A signal alarms where q is not above it and the effect is at least the least.</summary>
    public required double Alpha { get; init; }

    /// <summary>Answers and texts: label, confidence, length and unknown.</summary>
    public required IReadOnlyList<DriftSignal> Signals { get; init; }

    /// <summary>
    /// Reasons: tokens whose mean share changed, the least p first; against another window, where evidence is recorded.
    /// </summary>
    public IReadOnlyList<TokenDrift>? Tokens { get; init; }
}

/// <summary>One distribution against another.</summary>
internal sealed record DriftSignal
{
    public required string Signal { get; init; }

    public required bool Alarm { get; init; }

    /// <summary>Total variation: half the sum of the differences of shares, 0 to 1.</summary>
    public required double Effect { get; init; }

    /// <summary>A smaller effect is no alarm, however sure it is.</summary>
    public required double LeastEffect { get; init; }

    /// <summary>How often shuffled groups differ as much; null where there are too few to shuffle.</summary>
    public double? P { get; init; }

    /// <summary>The same corrected for the number of signals (Benjamini and Hochberg).</summary>
    public double? Q { get; init; }

    /// <summary>What the reference counted: texts, or tokens.</summary>
    public required long ReferenceCount { get; init; }

    /// <summary>What the window counted.</summary>
    public required long WindowCount { get; init; }

    public required IReadOnlyList<DriftBin> Bins { get; init; }
}

/// <param name="Bin">In words.</param>
/// <param name="Reference">Its share of the reference.</param>
/// <param name="Window">Its share of the window.</param>
internal sealed record DriftBin(string Bin, double Reference, double Window);

/// <param name="Text">The token as the vocabulary has it.</param>
/// <param name="Label">The label it spoke for or against.</param>
/// <param name="Alarm">Whether q is not above alpha.</param>
/// <param name="Reference">Its mean share of the label's logit in the reference.</param>
/// <param name="Window">In the window.</param>
/// <param name="ReferenceSupport">Texts of the reference it stands in.</param>
/// <param name="WindowSupport">Of the window.</param>
/// <param name="P">By Welch's test.</param>
/// <param name="Q">Corrected for the number of tokens.</param>
internal sealed record TokenDrift(
    string Text, string Label, bool Alarm, double Reference, double Window, long ReferenceSupport, long WindowSupport, double P, double Q);
