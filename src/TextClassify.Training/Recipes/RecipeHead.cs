namespace TextClassify.Training.Recipes;

/// <summary>What every recipe says: a reproducible set-up in <c>recipes/</c>, whose paths are relative to the data folder.</summary>
internal abstract record RecipeHead
{
    /// <summary>The name of the package it makes.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for people who list the models.</summary>
    public required string Description { get; init; }

    /// <summary>What the data are and where a user gets them.</summary>
    public required string Source { get; init; }

    /// <summary>Codes of ISO 639-1 of the languages that the texts are in; null where it isn't said.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Share of the training texts set aside where no development file is named; stratified, and the same for all seeds.</summary>
    public double DevShare { get; init; } = 0.1;
}
