using TextClassify.Training.Recipes;
using TextClassify.Translation;

namespace TextClassify.Training.Classifier;

/// <summary>What the types of a classifier's recipe can't say.</summary>
internal static class RecipeRules
{
    public static readonly RecipeFile<Recipe> File = new("", Faults);

    public static RecipeFaults Faults(Recipe recipe)
    {
        var faults = new RecipeFaults();
        var (net, training) = (recipe.Net, recipe.Training);
        faults.Head(recipe);
        faults.Check(recipe.Train.Count > 0 || recipe.Sources.Count > 0, "train", recipe.Train.Count, "at least one file, or sources");
        faults.Check(
            recipe.Sources.Count == 0 || (recipe.Train.Count == 0 && recipe.Dev is null),
            "sources", recipe.Sources.Count, "none where train or dev is given");
        faults.Check(
            recipe.Suites.Count == 0 || recipe.Sources.Count > 0, "suites", recipe.Suites.Count, "none where there are no sources");
        faults.Check(recipe.Notation is null or TextNotation.Smiles, "notation", $"{recipe.Notation}", "'smiles', or left out for words");
        faults.Check(
            !recipe.Training.RandomWritings || recipe.Notation is not null, "training.randomWritings", true, "false without a notation");
        foreach (var source in recipe.Sources)
        {
            faults.Check(source.Most is null or > 0, "sources.most", source.Most ?? 0, "above 0");
            faults.Within("sources.times", source.Times, 100);
        }

        faults.Within("maxTokens", recipe.MaxTokens, 4_096);
        faults.Check(recipe.MinCount >= 1, "minCount", recipe.MinCount, "at least 1");
        faults.Check(recipe.MaxVocabulary is >= 16 and <= 1_000_000, "maxVocabulary", recipe.MaxVocabulary, "16 to 1000000");

        faults.Width("net.embeddingWidth", net.EmbeddingWidth);
        faults.Width("net.stateWidth", net.StateWidth);
        if (net.Cell is CellKind.Lstm)
        {
            faults.LstmWidth(net.StateWidth, recipe.Training.Precision);
        }

        faults.Width("net.tensorRank", net.TensorRank);
        faults.Width("net.wordWidth", net.WordWidth);
        faults.Width("net.windowChannels", net.WindowChannels);
        faults.Within("net.aspects", net.Aspects, 64);
        faults.Check(
            net.Windows.Count > 0 && net.Windows.All(width => width is >= 1 and <= 31 && int.IsOddInteger(width))
                && net.Windows.Distinct().Count() == net.Windows.Count,
            "net.windows",
            $"[{string.Join(", ", net.Windows)}]",
            "different odd widths from 1 to 31");

        training.Check(faults);
        recipe.Transformer.Check(faults);
        faults.Check(training.FinerLabelWeight >= 0, "training.finerLabelWeight", training.FinerLabelWeight, "0 or more");
        faults.Check(training.LessonWeight >= 0, "training.lessonWeight", training.LessonWeight, "0 or more");
        faults.Check(training.RedundancyPenalty >= 0, "training.redundancyPenalty", training.RedundancyPenalty, "0 or more");
        faults.Within("training.evaluationsPerEpoch", training.EvaluationsPerEpoch, 1_000);
        return faults;
    }
}
