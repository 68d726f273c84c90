namespace TextClassify.Training.Translation;

/// <summary>What a translator reaches on pairs it wasn't trained on.</summary>
/// <param name="Pairs">How many.</param>
/// <param name="Top">Share of them whose right answer is among the first 1, 3, 5 and 10 candidates.</param>
/// <param name="Valid">Share of the first candidates that are SMILES; null in other notations.</param>
/// <param name="Look">Means over the pairs; of aligned symbols over those.</param>
internal sealed record TranslationFigures(int Pairs, IReadOnlyList<double> Top, double? Valid, AttentionFigures Look)
{
    /// <summary>Of <see cref="Top"/>.</summary>
    public static readonly IReadOnlyList<int> Ranks = [1, 3, 5, 10];

    /// <param name="pairs">At least one.</param>
    public static TranslationFigures Of(IReadOnlyList<TranslatedPair> pairs)
    {
        int aligned = Math.Max(1, pairs.Sum(pair => pair.Look.Aligned));
        return new(
            pairs.Count,
            [.. Ranks.Select(rank => (double)pairs.Count(pair => pair.Rank >= 1 && pair.Rank <= rank) / pairs.Count)],
            pairs[0].IsValid is null ? null : (double)pairs.Count(pair => pair.IsValid == true) / pairs.Count,
            new(
                pairs.Average(pair => pair.Look.Entropy),
                pairs.Sum(pair => pair.Look.NearMass * pair.Look.Aligned) / aligned,
                pairs.Sum(pair => pair.Look.Hits * pair.Look.Aligned) / aligned,
                pairs.Sum(pair => pair.Look.Aligned)));
    }
}
