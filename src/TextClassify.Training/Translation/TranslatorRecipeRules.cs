using TextClassify.Training.Recipes;
using TextClassify.Translation;

namespace TextClassify.Training.Translation;

/// <summary>What the types of a translator's recipe can't say.</summary>
internal static class TranslatorRecipeRules
{
    public static readonly RecipeFile<TranslatorRecipe> File = new(" of a translator", Faults);

    private static RecipeFaults Faults(TranslatorRecipe recipe)
    {
        var faults = new RecipeFaults();
        var (net, training, writing) = (recipe.Net, recipe.Training, recipe.Writing);
        faults.Head(recipe);
        faults.Check(recipe.Train.Length > 0, "train", "\"\"", "a file");
        faults.Check(
            writing.Choose is null || recipe.Notation is TextNotation.Smiles, "writing.choose", writing.Choose!, "null without SMILES");
        faults.Within("writing.pool", writing.Pool, 10_000);
        faults.Within("writing.copies", writing.Copies, 1_000);
        faults.Within("maxSymbols", recipe.MaxSymbols, 1_000);
        faults.Check(recipe.MinCount >= 1, "minCount", recipe.MinCount, "at least 1");
        faults.Width("net.embeddingWidth", net.EmbeddingWidth);
        faults.Width("net.stateWidth", net.StateWidth);
        faults.Width("net.writerWidth", net.WriterWidth);
        faults.Within("training.updates", training.Updates, 100_000_000);
        faults.Within("training.batchSize", training.BatchSize, 4_096);
        faults.Within("training.evaluateEvery", training.EvaluateEvery, 1_000_000);
        faults.Within("training.devPairs", training.DevPairs, 1_000_000);
        faults.Step(training);
        faults.Share("training.dropout", training.Dropout);
        return faults;
    }
}
