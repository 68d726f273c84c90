using System.Text.Json;
using TextClassify.Models;
using TextClassify.Training.Data;
using TextClassify.Training.Language;
using TextClassify.Training.Nets;

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
            return Faults(recipe) is [var fault, ..] ? throw new DataException($"{name}: {fault}") : recipe;
        }
        catch (JsonException exception)
        {
            throw new DataException($"{name} is not a recipe of an aspect model: {exception.Message}", exception);
        }
    }

    private static List<string> Faults(AspectRecipe recipe)
    {
        var faults = new List<string>();
        var (net, zones, training) = (recipe.Net, recipe.Net.Zones, recipe.Training);
        Check(PackageNames.IsModelName(recipe.Name), "name", recipe.Name, PackageNames.ModelNameRule);
        Check(recipe.Domains.Count > 0, "domains", recipe.Domains.Count, "at least one");
        Check(
            recipe.Domains.DistinctBy(domain => domain.Name, StringComparer.Ordinal).Count() == recipe.Domains.Count,
            "domains.name", string.Join(", ", recipe.Domains.Select(domain => domain.Name)), "another for each domain");
        Array.ForEach([.. recipe.Domains], domain => Check(domain.Weight is > 0 and <= 100, "domains.weight", domain.Weight, "above 0 and at most 100"));
        foreach (var whole in recipe.Whole)
        {
            Check(whole.Weight is > 0 and <= 100, "whole.weight", whole.Weight, "above 0 and at most 100");
            Check(whole.Share is > 0 and <= 1, "whole.share", whole.Share, "above 0 and at most 1");
            Array.ForEach([.. whole.Labels.Values], label => Check(
                AspectRecipe.Labels.Contains(label), "whole.labels", label, string.Join(", ", AspectRecipe.Labels)));
        }

        Check(recipe.DevShare is > 0 and <= 0.5, "devShare", recipe.DevShare, "above 0 and at most 0.5");
        Within("maxTokens", recipe.MaxTokens, 4_096);
        Within("minCount", recipe.MinCount, int.MaxValue);
        Within("maxVocabulary", recipe.MaxVocabulary, 1_000_000);
        Within("net.embeddingWidth", net.EmbeddingWidth, 4_096);
        Within("net.stateWidth", net.StateWidth, 4_096);
        Within("net.wordWidth", net.WordWidth, 4_096);
        Within("net.tensorRank", net.TensorRank, 4_096);
        Within("net.attentionWidth", net.AttentionWidth, 4_096);
        Within("net.maxDistance", net.MaxDistance, 4_096);
        Within("net.zones.count", zones.Count, 64);
        Within("net.zones.width", zones.Width, 1_024);
        Within("net.zones.composed", zones.Composed, 64);
        Within("net.zones.feedForwardWidth", zones.FeedForwardWidth, 4_096);
        Within("net.zones.routingRounds", zones.RoutingRounds, 10);
        Check(
            zones.Composition is not CompositionKind.Attention || zones.Composed == zones.Count,
            "net.zones.composed", zones.Composed, $"net.zones.count ({zones.Count}) with attention");

        Within("training.epochs", training.Epochs, 10_000);
        Within("training.batchSize", training.BatchSize, 65_536);
        Within("training.patience", training.Patience, 10_000);
        Check(training.LearningRate is > 0 and <= 1, "training.learningRate", training.LearningRate, "above 0 and at most 1");
        Check(training.EmbeddingRate is >= 0 and <= 10, "training.embeddingRate", training.EmbeddingRate, "0 to 10");
        Check(training.WeightDecay is >= 0 and <= 1, "training.weightDecay", training.WeightDecay, "0 to 1");
        Check(training.ClipNorm > 0, "training.clipNorm", training.ClipNorm, "above 0");
        Check(training.TagWeight is >= 0 and <= 100, "training.tagWeight", training.TagWeight, "0 to 100");
        Share("training.embeddingDropout", training.EmbeddingDropout);
        Share("training.recurrentDropout", training.RecurrentDropout);
        Share("training.stateDropout", training.StateDropout);
        Share("training.outputDropout", training.OutputDropout);
        Share("training.wordDropout", training.WordDropout);
        Share("training.labelSmoothing", training.LabelSmoothing);
        Share("training.warmUp", training.WarmUp);
        Share("training.weightAverage", training.WeightAverage);
        return faults;

        void Within(string property, int value, int most) => Check(value >= 1 && value <= most, property, value, $"1 to {most}");

        void Share(string property, double value) => Check(value is >= 0 and < 1, property, value, "0 or more and below 1");

        void Check(bool sound, string property, object value, string range)
        {
            if (!sound)
            {
                faults.Add(FormattableString.Invariant($"{property} is {value}; it must be {range}."));
            }
        }
    }
}
