namespace TextClassify.Training.Augmenting.Texts;

/// <summary>What <c>augment --data</c> was asked for.</summary>
/// <param name="Choice">Of the edits.</param>
/// <param name="Copies">Most new rows of a row.</param>
/// <param name="Pool">Edits to choose from.</param>
/// <param name="Freeze">Share of a text's words that stay for their evidence.</param>
/// <param name="Base">Folder; null for the shipped one, "none" for none.</param>
/// <param name="Package">Folder of the model whose evidence it is; null for a linear one that is fitted here.</param>
/// <param name="Seed">Of everything drawn.</param>
internal sealed record TextOptions(
    TextChoice Choice, int Copies, int Pool, double Freeze, string? Base, string? Package, int Seed)
{
    /// <summary>Folder of WordNet's files; null for no synonyms.</summary>
    public string? WordNet { get; init; }
}
