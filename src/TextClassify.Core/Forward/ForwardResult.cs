namespace TextClassify.Forward;

/// <summary>
/// What the model said of one text of T tokens. Row-major; parts not asked for are empty. The arrays belong to the receiver.
/// </summary>
public sealed record ForwardResult
{
    /// <summary>[C], before temperature; empty where <see cref="Fault"/> says why.</summary>
    public required float[] Logits { get; init; }

    /// <summary>Why this row has no numbers; only in calls that are <see cref="ForwardTerms.Partial"/>.</summary>
    public Exception? Fault { get; init; }

    /// <summary>[T, C].</summary>
    public float[] Evidence { get; init; } = [];

    /// <summary>[R, T].</summary>
    public float[] WordWeights { get; init; } = [];

    /// <summary>[T, m].</summary>
    public float[] ForwardStates { get; init; } = [];

    /// <summary>[T, m].</summary>
    public float[] BackwardStates { get; init; } = [];

    /// <summary>[T, K].</summary>
    public float[] WordStates { get; init; } = [];

    /// <summary>[T, C], before temperature.</summary>
    public float[] LocalLogits { get; init; } = [];

    /// <summary>[T, J dz], of the left-to-right recurrence.</summary>
    public float[] ForwardZones { get; init; } = [];

    /// <summary>[T, J dz], of the right-to-left recurrence.</summary>
    public float[] BackwardZones { get; init; } = [];

    /// <summary>[T, 3], logits of <see cref="Text.AspectTags"/>.</summary>
    public float[] Tags { get; init; } = [];
}
