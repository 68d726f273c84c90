using System.Text.Json;
using System.Text.Json.Serialization;
using TextClassify.Models;
using TextClassify.Training.Data;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Language;

/// <summary>Reads language recipes. Strict: what a recipe says and nobody would do is an error.</summary>
internal static class LanguageRecipeFile
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        AllowDuplicateProperties = false,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="DataException">Missing, malformed, an unknown property, or a value out of range.</exception>
    public static LanguageRecipe Load(string path)
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
    public static LanguageRecipe Parse(string json, string name)
    {
        try
        {
            var recipe = JsonSerializer.Deserialize<LanguageRecipe>(json, Json)
                ?? throw new DataException($"{name} holds null, not a recipe.");
            Check(recipe, name);
            return recipe;
        }
        catch (JsonException exception)
        {
            throw new DataException($"{name} is not a recipe of a language model: {exception.Message}", exception);
        }
    }

    /// <exception cref="DataException">A value out of range.</exception>
    public static void Check(LanguageRecipe recipe, string name)
    {
        if (Faults(recipe) is [var fault, ..])
        {
            throw new DataException($"{name}: {fault}");
        }
    }

    private static List<string> Faults(LanguageRecipe recipe)
    {
        var faults = new List<string>();
        var (net, zones, training) = (recipe.Net, recipe.Net.Zones, recipe.Training);
        Check(PackageNames.IsModelName(recipe.Name), "name", recipe.Name, PackageNames.ModelNameRule);
        Check(recipe.Train.Count > 0, "train", recipe.Train.Count, "at least one file");
        Check(recipe.DevShare is > 0 and <= 0.5, "devShare", recipe.DevShare, "above 0 and at most 0.5");
        Check(recipe.MinCount >= 1, "minCount", recipe.MinCount, "at least 1");
        Check(recipe.Replace.All(pair => pair.Old.Length > 0), "replace.old", "\"\"", "at least one character");

        Within("net.embeddingWidth", net.EmbeddingWidth, 4_096);
        Within("net.stateWidth", net.StateWidth, 4_096);
        Within("net.layers", net.Layers, 8);
        Within("net.zones.count", zones.Count, 64);
        Within("net.zones.width", zones.Width, 1_024);
        Within("net.zones.composed", zones.Composed, 64);
        Within("net.zones.feedForwardWidth", zones.FeedForwardWidth, 4_096);
        Within("net.zones.routingRounds", zones.RoutingRounds, 10);
        Check(
            zones.Composition is not CompositionKind.Attention || zones.Composed == zones.Count,
            "net.zones.composed", zones.Composed, $"net.zones.count ({zones.Count}) with attention");

        Within("training.streams", training.Streams, 4_096);
        Within("training.window", training.Window, 10_000);
        Within("training.steps", training.Steps, 100_000_000);
        Within("training.evaluateEvery", training.EvaluateEvery, 1_000_000);
        Within("training.devCharacters", training.DevCharacters, 1_000_000_000);
        Check(training.LearningRate is > 0 and <= 1, "training.learningRate", training.LearningRate, "above 0 and at most 1");
        Check(training.ClipNorm > 0, "training.clipNorm", training.ClipNorm, "above 0");
        Check(training.WeightDecay is >= 0 and <= 1, "training.weightDecay", training.WeightDecay, "0 to 1");
        Share("training.warmUp", training.WarmUp);
        Share("training.layerDropout", training.LayerDropout);
        Share("training.recurrentDropout", training.RecurrentDropout);
        Share("training.zoneout", training.Zoneout);
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
