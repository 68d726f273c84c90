using TextClassify.Api.Monitoring;
using TextClassify.Api.Records;

namespace TextClassify.Api.Comparing;

/// <summary>What differs between two versions over the texts that both answered. A text counts once.</summary>
internal sealed record VersionDiffResponse
{
    /// <summary>The moment of which the answer is.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The version that it is held against.</summary>
    public required string Against { get; init; }

    /// <summary>Texts that both answered; all that follows is of these.</summary>
    public required long Texts { get; init; }

    /// <summary>Texts that the version answered.</summary>
    public required long VersionTexts { get; init; }

    /// <summary>Texts that the other answered.</summary>
    public required long AgainstTexts { get; init; }

    /// <summary>Share of the texts that both give one label, with Wilson's 95 % interval.</summary>
    public required BandValue Agreement { get; init; }

    /// <summary>Texts with a label that was given, for either version's answer.</summary>
    public required long Labelled { get; init; }

    /// <summary>Of those, the ones of which the version was right.</summary>
    public required long VersionRight { get; init; }

    /// <summary>Of those, the ones of which the other was.</summary>
    public required long AgainstRight { get; init; }

    /// <summary>Labels that changed, the most texts first.</summary>
    public required IReadOnlyList<LabelFlipResult> Flips { get; init; }

    /// <summary>Reasons that changed; null where no shares of tokens of both versions are recorded, which Memory:Level Evidence
    /// does.</summary>
    public ReasonChanges? Reasons { get; init; }
}

/// <summary>Texts whose label changed from one to another.</summary>
internal sealed record LabelFlipResult
{
    /// <summary>What the version that the other is held against said.</summary>
    public required string AgainstLabel { get; init; }

    /// <summary>What the version says.</summary>
    public required string VersionLabel { get; init; }

    /// <summary>How many texts.</summary>
    public required long Texts { get; init; }

    /// <summary>Of all that both answered, with Wilson's 95 % interval.</summary>
    public required BandValue Share { get; init; }

    /// <summary>Of these texts, those with a label that was given.</summary>
    public required long Labelled { get; init; }

    /// <summary>Of those, the ones of which the version is right.</summary>
    public required long VersionRight { get; init; }

    /// <summary>Of those, the ones of which the other was.</summary>
    public required long AgainstRight { get; init; }

    /// <summary>Those of which both were surest.</summary>
    public required IReadOnlyList<FlipExample> Examples { get; init; }
}

/// <param name="Against">What the version that the other is held against said.</param>
/// <param name="Version">What the version says of the same text.</param>
internal sealed record FlipExample(PredictionEntry Against, PredictionEntry Version);

/// <summary>Tokens of the texts to which both versions give one label: only there are their shares of one logit.</summary>
/// <param name="Texts">These texts, of which the shares of both are kept; of more than 50,000 a sample.</param>
/// <param name="Alpha">Signs are sure where q is not above it.</param>
/// <param name="Signs">Tokens whose mean share has the other sign, the surest first.</param>
/// <param name="Ranks">The tokens that most drive each label, by either version, in the order of the version's ranks.</param>
internal sealed record ReasonChanges(long Texts, double Alpha, IReadOnlyList<TokenChange> Signs, IReadOnlyList<TokenChange> Ranks);

/// <summary>A token and a label that both versions predicted. Means are over the texts in which either version read it.</summary>
internal sealed record TokenChange
{
    /// <summary>The token as the vocabularies have it.</summary>
    public required string Text { get; init; }

    /// <summary>The label.</summary>
    public required string Label { get; init; }

    /// <summary>Texts in which either version read it.</summary>
    public required long Support { get; init; }

    /// <summary>Texts in which the version did.</summary>
    public required long VersionSupport { get; init; }

    /// <summary>Texts in which the other did.</summary>
    public required long AgainstSupport { get; init; }

    /// <summary>The version's mean share of the label's logit a text, with its 95 % interval by Student's t.</summary>
    public required BandValue Version { get; init; }

    /// <summary>The other's.</summary>
    public required BandValue Against { get; init; }

    /// <summary>By how much the version's share is more, text by text.</summary>
    public required BandValue Difference { get; init; }

    /// <summary>Place among the label's tokens by the sum of shares, 1 for the one that speaks most for it.</summary>
    public required int VersionRank { get; init; }

    /// <summary>The other's place.</summary>
    public required int AgainstRank { get; init; }

    /// <summary>Whether the means have opposite signs.</summary>
    public required bool Flipped { get; init; }

    /// <summary>That one of the two means has no such sign: the larger p of two t tests, corrected for the number of tokens (Benjamini and
    /// Hochberg); 1 where the signs are the same.</summary>
    public required double Q { get; init; }
}
