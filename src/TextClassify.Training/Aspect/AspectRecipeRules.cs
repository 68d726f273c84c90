using TextClassify.Training.Recipes;

namespace TextClassify.Training.Aspect;

/// <summary>What the types of an aspect model's recipe can't say.</summary>
internal static class AspectRecipeRules
{
    public static readonly RecipeFile<AspectRecipe> File = new(" of an aspect model", Faults);

    private static RecipeFaults Faults(AspectRecipe recipe)
    {
        var faults = new RecipeFaults();
        var (net, training) = (recipe.Net, recipe.Training);
        faults.Head(recipe);
        faults.Check(recipe.Domains.Count > 0, "domains", recipe.Domains.Count, "at least one");
        faults.Check(
            recipe.Domains.DistinctBy(domain => domain.Name, StringComparer.Ordinal).Count() == recipe.Domains.Count,
            "domains.name", string.Join(", ", recipe.Domains.Select(domain => domain.Name)), "another for each domain");
        foreach (var domain in recipe.Domains)
        {
            faults.Check(domain.Weight is > 0 and <= 100, "domains.weight", domain.Weight, "above 0 and at most 100");
        }

        foreach (var whole in recipe.Whole)
        {
            faults.Check(whole.Weight is > 0 and <= 100, "whole.weight", whole.Weight, "above 0 and at most 100");
            faults.Check(whole.Share is > 0 and <= 1, "whole.share", whole.Share, "above 0 and at most 1");
            foreach (string label in whole.Labels.Values)
            {
                faults.Check(AspectRecipe.Labels.Contains(label), "whole.labels", label, string.Join(", ", AspectRecipe.Labels));
            }
        }

        faults.Within("maxTokens", recipe.MaxTokens, 4_096);
        faults.Within("minCount", recipe.MinCount, int.MaxValue);
        faults.Within("maxVocabulary", recipe.MaxVocabulary, 1_000_000);
        faults.Width("net.embeddingWidth", net.EmbeddingWidth);
        faults.Width("net.stateWidth", net.StateWidth);
        faults.Width("net.wordWidth", net.WordWidth);
        faults.Width("net.tensorRank", net.TensorRank);
        faults.Width("net.attentionWidth", net.AttentionWidth);
        faults.Width("net.maxDistance", net.MaxDistance);
        faults.Zones(net.Zones);

        training.Check(faults);
        faults.Within("training.patience", training.Patience, 10_000);
        faults.Check(training.TagWeight is >= 0 and <= 100, "training.tagWeight", training.TagWeight, "0 to 100");
        faults.Share("training.recurrentDropout", training.RecurrentDropout);
        return faults;
    }
}
