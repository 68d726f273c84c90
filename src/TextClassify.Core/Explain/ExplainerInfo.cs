namespace TextClassify.Explain;

/// <summary>
/// What an explainer is and needs; the list of methods and the page draw themselves from it. Unless it says otherwise, its scores are
/// signed and about one class, any model will do, and no sum is promised.
/// </summary>
/// <param name="Name">As it stands in a request.</param>
/// <param name="Description">One or two sentences for the reader of its scores.</param>
/// <param name="Parameters">With the ranges of their values.</param>
public sealed record ExplainerInfo(string Name, string Description, IReadOnlyList<ExplainerParameter> Parameters)
{
    /// <summary>True when a negative score speaks against the target; false when scores are sizes only.</summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>True when the scores are about one class, and a foil makes sense; false when they are the same for all.</summary>
    public bool NeedsTarget { get; init; } = true;

    /// <summary>The capability a model's package must declare; null when any model will do.</summary>
    public string? Capability { get; init; }

    /// <summary>A capability that does in its place, at more model calls; null when none does.</summary>
    public string? OtherCapability { get; init; }

    /// <summary>The capabilities of which one is enough; empty when any model will do.</summary>
    public IReadOnlyList<string> Needs => Capability is null ? [] : OtherCapability is null ? [Capability] : [Capability, OtherCapability];

    /// <summary>True when the scores must add up to a stated number, so that every answer has a certificate.</summary>
    public bool PromisesSum { get; init; }

    /// <summary>True when the answer is another text: the request then carries its source, and its target is the label to reach.</summary>
    public bool EditsText { get; init; }
}
