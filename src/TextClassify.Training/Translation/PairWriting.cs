using TextClassify.Training.Augmenting.Pairs;

namespace TextClassify.Training.Translation;

/// <summary>How the pairs of a recipe are written for training.</summary>
internal sealed record PairWriting
{
    /// <summary>As <c>augment --choose</c> has it; null takes each text as it stands, as texts that are no SMILES must be.</summary>
    public PairForm? Choose { get; init; }

    /// <summary>Writings to choose from.</summary>
    public int Pool { get; init; } = 100;

    /// <summary>Writings of each pair, one an epoch by turns.</summary>
    public int Copies { get; init; } = 10;

    /// <summary>Of the writings; runs of other seeds read the same.</summary>
    public int Seed { get; init; } = 1;
}
