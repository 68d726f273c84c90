using System.Text.Json;
using TextClassify.Models;
using TextClassify.Training.Data;
using TextClassify.Training.Language;

namespace TextClassify.Training.Aspect;

/// <summary>Reads aspect recipes. Strict: what a recipe says and nobody would do is an error.</summary>
internal static class AspectRecipeFile
{
    /// <exception cref="DataException">Missing, malformed, an unknown property, or a value out of range.</exception>
    public static AspectRecipe Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), Path.GetFileName(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"The recipe {path} can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>A recipe from its JSON; <paramref name="name"/> is for the message.</summary>
    /// <exception cref="DataException">Malformed, an unknown property, or a value out of range.</exception>
    public static AspectRecipe Parse(string json, string name)
    {
        try
        {
            var recipe = JsonSerializer.Deserialize<AspectRecipe>(json, LanguageRecipeFile.Json)
                ?? throw new DataException($"{name} holds null, not a recipe.");
            return Faults(recipe).First is { } fault ? throw new DataException($"{name}: {fault}") : recipe;
        }
        catch (JsonException exception)
        {
            throw new DataException($"{name} is not a recipe of an aspect model: {exception.Message}", exception);
        }
    }

    private static RecipeFaults Faults(AspectRecipe recipe)
    {
        var faults = new RecipeFaults();
        var (net, training) = (recipe.Net, recipe.Training);
        faults.Check(PackageNames.IsModelName(recipe.Name), "name", recipe.Name, PackageNames.ModelNameRule);
        faults.Check(recipe.Domains.Count > 0, "domains", recipe.Domains.Count, "at least one");
        faults.Check(
            recipe.Domains.DistinctBy(domain => domain.Name, StringComparer.Ordinal).Count() == recipe.Domains.Count,
            "domains.name", string.Join(", ", recipe.Domains.Select(domain => domain.Name)), "another for each domain");
        Array.ForEach([.. recipe.Domains], domain => faults.Check(domain.Weight is > 0 and <= 100, "domains.weight", domain.Weight, "above 0 and at most 100"));
        foreach (var whole in recipe.Whole)
        {
            faults.Check(whole.Weight is > 0 and <= 100, "whole.weight", whole.Weight, "above 0 and at most 100");
            faults.Check(whole.Share is > 0 and <= 1, "whole.share", whole.Share, "above 0 and at most 1");
            Array.ForEach([.. whole.Labels.Values], label => faults.Check(
                AspectRecipe.Labels.Contains(label), "whole.labels", label, string.Join(", ", AspectRecipe.Labels)));
        }

        faults.Check(recipe.DevShare is > 0 and <= 0.5, "devShare", recipe.DevShare, "above 0 and at most 0.5");
        faults.Within("maxTokens", recipe.MaxTokens, 4_096);
        faults.Within("minCount", recipe.MinCount, int.MaxValue);
        faults.Within("maxVocabulary", recipe.MaxVocabulary, 1_000_000);
        faults.Within("net.embeddingWidth", net.EmbeddingWidth, 4_096);
        faults.Within("net.stateWidth", net.StateWidth, 4_096);
        faults.Within("net.wordWidth", net.WordWidth, 4_096);
        faults.Within("net.tensorRank", net.TensorRank, 4_096);
        faults.Within("net.attentionWidth", net.AttentionWidth, 4_096);
        faults.Within("net.maxDistance", net.MaxDistance, 4_096);
        faults.Zones(net.Zones);

        faults.Within("training.epochs", training.Epochs, 10_000);
        faults.Within("training.batchSize", training.BatchSize, 65_536);
        faults.Within("training.patience", training.Patience, 10_000);
        faults.Check(training.LearningRate is > 0 and <= 1, "training.learningRate", training.LearningRate, "above 0 and at most 1");
        faults.Check(training.EmbeddingRate is >= 0 and <= 10, "training.embeddingRate", training.EmbeddingRate, "0 to 10");
        faults.Check(training.WeightDecay is >= 0 and <= 1, "training.weightDecay", training.WeightDecay, "0 to 1");
        faults.Check(training.ClipNorm > 0, "training.clipNorm", training.ClipNorm, "above 0");
        faults.Check(training.TagWeight is >= 0 and <= 100, "training.tagWeight", training.TagWeight, "0 to 100");
        faults.Share("training.embeddingDropout", training.EmbeddingDropout);
        faults.Share("training.recurrentDropout", training.RecurrentDropout);
        faults.Share("training.stateDropout", training.StateDropout);
        faults.Share("training.outputDropout", training.OutputDropout);
        faults.Share("training.wordDropout", training.WordDropout);
        faults.Share("training.labelSmoothing", training.LabelSmoothing);
        faults.Share("training.warmUp", training.WarmUp);
        faults.Share("training.weightAverage", training.WeightAverage);
        return faults;
    }
}
