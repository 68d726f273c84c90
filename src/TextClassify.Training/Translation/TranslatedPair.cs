namespace TextClassify.Training.Translation;

/// <summary>What a net made of a source.</summary>
/// <param name="Pair">The source and its right answer.</param>
/// <param name="Rank">The place of the right answer among the candidates, from 1; 0 where it isn't among them.</param>
/// <param name="Best">The first candidate.</param>
/// <param name="IsValid">It is SMILES; null in other notations.</param>
/// <param name="Look">Where the net looked as it wrote the first candidate.</param>
internal sealed record TranslatedPair(TextPair Pair, int Rank, string Best, bool? IsValid, AttentionFigures Look);
