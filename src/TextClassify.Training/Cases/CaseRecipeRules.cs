using TextClassify.Communication;
using TextClassify.Training.Nets.Communicating;
using TextClassify.Training.Recipes;

namespace TextClassify.Training.Cases;

/// <summary>What the types of a recipe of cases can't say.</summary>
internal static class CaseRecipeRules
{
    public static readonly RecipeFile<CaseRecipe> File = new(" of cases", Faults);

    private static RecipeFaults Faults(CaseRecipe recipe)
    {
        var faults = new RecipeFaults();
        var (net, training) = (recipe.Net, recipe.Training);
        faults.Head(recipe);
        faults.Within("sources", recipe.Sources.Count, CaseLimits.MostSources);
        foreach (var source in recipe.Sources)
        {
            faults.Check(
                PostSources.Names.Contains(source.Name), "sources.name", source.Name, string.Join(", ", PostSources.Names));
            faults.Within("sources.maxTokens", source.MaxTokens, 4_096);
        }

        faults.Check(
            recipe.Names().Distinct(StringComparer.Ordinal).Count() == recipe.Sources.Count,
            "sources.name", string.Join(", ", recipe.Names()), "another for each source");
        faults.Check(recipe.Names().Contains(recipe.TextSource), "textSource", recipe.TextSource, "the name of a source");
        faults.Within("minCount", recipe.MinCount, int.MaxValue);
        faults.Within("maxVocabulary", recipe.MaxVocabulary, 1_000_000);
        faults.Width("net.embeddingWidth", net.EmbeddingWidth);
        faults.Width("net.stateWidth", net.StateWidth);
        faults.Width("net.roleWidth", net.RoleWidth);
        faults.Width("net.messageWidth", net.MessageWidth);
        faults.Width("net.wordWidth", net.WordWidth);
        faults.Within("net.aspects", net.Aspects, 64);

        // Without a round nothing would reach the weights of its step; a net that sends nothing has the aggregation none.
        faults.Within("net.rounds", net.Rounds, CaseLimits.MostRounds);
        faults.Check(
            net.Aggregation is AggregationKind.None or AggregationKind.Mean, "net.aggregation", net.Aggregation, "none or mean");
        training.Check(faults);
        faults.Share("training.edgeLoss", training.EdgeLoss);
        faults.Share("training.sourceDrop", training.SourceDrop);
        faults.Check(training.OutputDropout == 0, "training.outputDropout", training.OutputDropout, "0: there is no such layer");
        faults.Check(training.OwnWeight is >= 0 and <= 100, "training.ownWeight", training.OwnWeight, "0 to 100");
        return faults;
    }
}
