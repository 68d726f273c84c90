namespace TextClassify.Client.Contracts;

/// <summary>What differs between two versions over the texts that both answered. A text counts once.</summary>
public sealed record VersionDiffResponse
{
    /// <summary>The moment of which the answer is.</summary>
    public DateTimeOffset AsOf { get; init; }

    public string Model { get; init; } = "";

    public string Version { get; init; } = "";

    /// <summary>The version that it is held against.</summary>
    public string Against { get; init; } = "";

    /// <summary>Texts that both answered; all that follows is of these.</summary>
    public long Texts { get; init; }

    public long VersionTexts { get; init; }

    public long AgainstTexts { get; init; }

    /// <summary>Share of the texts that both give one label.</summary>
    public required BandValue Agreement { get; init; }

    /// <summary>Texts with a label that was given.</summary>
    public long Labelled { get; init; }

    /// <summary>Of those, the ones of which the version was right.</summary>
    public long VersionRight { get; init; }

    /// <summary>Of those, the ones of which the other was.</summary>
    public long AgainstRight { get; init; }

    /// <summary>Labels that changed, the most texts first.</summary>
    public IReadOnlyList<LabelFlipResult> Flips { get; init; } = [];

    /// <summary>Null where no shares of tokens of both versions are recorded.</summary>
    public ReasonChanges? Reasons { get; init; }
}

/// <summary>Texts whose label changed from one to another.</summary>
public sealed record LabelFlipResult
{
    public string AgainstLabel { get; init; } = "";

    public string VersionLabel { get; init; } = "";

    public long Texts { get; init; }

    /// <summary>Of all texts that both answered.</summary>
    public required BandValue Share { get; init; }

    public long Labelled { get; init; }

    public long VersionRight { get; init; }

    public long AgainstRight { get; init; }

    /// <summary>Those of which both were surest.</summary>
    public IReadOnlyList<FlipExample> Examples { get; init; } = [];
}

/// <summary>What two versions said of one text.</summary>
public sealed record FlipExample(PredictionEntry Against, PredictionEntry Version);

/// <summary>Tokens of the texts to which both give one label.</summary>
/// <param name="Texts">These texts; of more than 50,000 a sample.</param>
/// <param name="Alpha">Signs are sure where q is not above it.</param>
/// <param name="Signs">Tokens whose mean share has the other sign, the surest first.</param>
/// <param name="Ranks">The tokens that most drive each label, by either version.</param>
public sealed record ReasonChanges(long Texts, double Alpha, IReadOnlyList<TokenChange> Signs, IReadOnlyList<TokenChange> Ranks);

/// <summary>A token and a label that both predicted; means are over the texts in which either version read it.</summary>
public sealed record TokenChange
{
    public string Text { get; init; } = "";

    public string Label { get; init; } = "";

    public long Support { get; init; }

    public long VersionSupport { get; init; }

    public long AgainstSupport { get; init; }

    /// <summary>The version's mean share of the label's logit, a text.</summary>
    public required BandValue Version { get; init; }

    public required BandValue Against { get; init; }

    /// <summary>By how much the version's share is more, text by text.</summary>
    public required BandValue Difference { get; init; }

    /// <summary>Place among the label's tokens by the sum of shares; 1 speaks most for it.</summary>
    public int VersionRank { get; init; }

    public int AgainstRank { get; init; }

    /// <summary>Whether the means have opposite signs.</summary>
    public bool Flipped { get; init; }

    /// <summary>That one of the means has no such sign, corrected for the number of tokens; 1 where the signs are the same.</summary>
    public double Q { get; init; }
}
