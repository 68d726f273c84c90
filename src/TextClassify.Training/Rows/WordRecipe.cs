using TextClassify.Training.Recipes;

namespace TextClassify.Training.Rows;

/// <summary>A recipe of a model that reads words.</summary>
internal abstract record WordRecipe : RecipeHead
{
    /// <summary>Tokens beyond this are cut.</summary>
    public int MaxTokens { get; init; } = 256;

    /// <summary>Training words kept when seen at least so often; rarer ones are unknown, unless the vectors know them.</summary>
    public int MinCount { get; init; } = 2;

    /// <summary>Most vocabulary rows: training words first, then the most frequent words of the vectors file.</summary>
    public int MaxVocabulary { get; init; } = 30_000;

    /// <summary>
    /// The embedding table ships in bytes, half as large as in half precision; a classifier's matrices in half precision.
    /// </summary>
    public bool ByteTable { get; init; }
}
