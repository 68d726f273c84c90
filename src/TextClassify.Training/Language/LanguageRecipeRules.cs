using TextClassify.Training.Recipes;

namespace TextClassify.Training.Language;

/// <summary>What the types of a language model's recipe can't say.</summary>
internal static class LanguageRecipeRules
{
    public static readonly RecipeFile<LanguageRecipe> File = new(" of a language model", Faults);

    private static RecipeFaults Faults(LanguageRecipe recipe)
    {
        var faults = new RecipeFaults();
        var (net, training) = (recipe.Net, recipe.Training);
        faults.Head(recipe);
        faults.Check(recipe.Train.Count > 0, "train", recipe.Train.Count, "at least one file");
        faults.Check(recipe.MinCount >= 1, "minCount", recipe.MinCount, "at least 1");
        faults.Check(recipe.Replace.All(pair => pair.Old.Length > 0), "replace.old", "\"\"", "at least one character");

        faults.Width("net.embeddingWidth", net.EmbeddingWidth);
        faults.Width("net.stateWidth", net.StateWidth);
        if (net.Transition is TransitionKind.Lstm)
        {
            faults.LstmWidth(net.StateWidth, training.Precision);
        }

        faults.Within("net.layers", net.Layers, 8);
        faults.Zones(net.Zones);

        faults.Within("training.streams", training.Streams, 4_096);
        faults.Within("training.window", training.Window, 10_000);
        faults.Within("training.steps", training.Steps, 100_000_000);
        faults.Within("training.evaluateEvery", training.EvaluateEvery, 1_000_000);
        faults.Within("training.devCharacters", training.DevCharacters, 1_000_000_000);
        faults.Check(
            training.RestartAt >= 0 && training.RestartAt < training.Steps,
            "training.restartAt", training.RestartAt, $"0 or more and below training.steps ({training.Steps})");
        faults.Step(training);
        faults.Share("training.layerDropout", training.LayerDropout);
        faults.Share("training.recurrentDropout", training.RecurrentDropout);
        faults.Share("training.zoneout", training.Zoneout);
        faults.Share("training.weightAverage", training.WeightAverage);
        return faults;
    }
}
