using TextClassify.Training.Recipes;

namespace TextClassify.Training.Pretraining;

/// <summary>What the types of a base's recipe can't say.</summary>
internal static class BaseRecipeRules
{
    public static readonly RecipeFile<BaseRecipe> File = new(" of a base", Faults);

    private static RecipeFaults Faults(BaseRecipe recipe)
    {
        var faults = new RecipeFaults();
        faults.Head(recipe);
        faults.Check(recipe.Corpora.Count > 0, "corpora", recipe.Corpora.Count, "at least one file");
        faults.Check(recipe.Words is >= 16 and <= 1_000_000, "words", recipe.Words, "16 to 1000000");
        faults.Within("maxTokens", recipe.MaxTokens, 512);
        faults.Check(recipe.FinerLabelWeight >= 0, "finerLabelWeight", recipe.FinerLabelWeight, "0 or more");
        faults.Width("net.embeddingWidth", recipe.Net.EmbeddingWidth);
        recipe.Training.Check(faults);
        return faults;
    }
}
