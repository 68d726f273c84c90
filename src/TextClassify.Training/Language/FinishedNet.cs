using TextClassify.Forward;
using TextClassify.Training.Onnx;

namespace TextClassify.Training.Language;

/// <summary>What a run has made and a package is made of.</summary>
/// <param name="Recipe">Of the run.</param>
/// <param name="Weights">As they ship: table and matrices in half precision, which a package holds once a graph.</param>
/// <param name="Vocabulary">Of the run.</param>
internal sealed record FinishedNet(LanguageRecipe Recipe, WeightTable Weights, CharacterVocabulary Vocabulary)
{
    public double Zoneout => Recipe.Training.Zoneout;

    public LanguageShape Shape => new(
        Vocabulary.Count, Recipe.Net.Layers, Recipe.Net.StateWidth, Recipe.Net.Zones.Composed, Recipe.Net.Zones.Width);

    public EmbeddingShape Embedding => new(Vocabulary.Count, Recipe.Net.EmbeddingWidth);

    public static FinishedNet Of(RunFolder run) => new(
        run.ReadOptions<LanguageOptions>().Recipe,
        EmbeddingTable.Round(HalfMatrices.Round(run.ReadWeights())),
        run.ReadVocabulary(CharacterVocabulary.Read));
}
