using System.Text.Json;
using System.Text.Json.Serialization;
using TextClassify.Models;
using TextClassify.Training.Data;

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
        if (Faults(recipe).First is { } fault)
        {
            throw new DataException($"{name}: {fault}");
        }
    }

    private static RecipeFaults Faults(LanguageRecipe recipe)
    {
        var faults = new RecipeFaults();
        var (net, training) = (recipe.Net, recipe.Training);
        faults.Check(PackageNames.IsModelName(recipe.Name), "name", recipe.Name, PackageNames.ModelNameRule);
        faults.Check(recipe.Train.Count > 0, "train", recipe.Train.Count, "at least one file");
        faults.Check(recipe.DevShare is > 0 and <= 0.5, "devShare", recipe.DevShare, "above 0 and at most 0.5");
        faults.Check(recipe.MinCount >= 1, "minCount", recipe.MinCount, "at least 1");
        faults.Check(recipe.Replace.All(pair => pair.Old.Length > 0), "replace.old", "\"\"", "at least one character");

        faults.Within("net.embeddingWidth", net.EmbeddingWidth, 4_096);
        faults.Within("net.stateWidth", net.StateWidth, 4_096);
        faults.Within("net.layers", net.Layers, 8);
        faults.Zones(net.Zones);

        faults.Within("training.streams", training.Streams, 4_096);
        faults.Within("training.window", training.Window, 10_000);
        faults.Within("training.steps", training.Steps, 100_000_000);
        faults.Within("training.evaluateEvery", training.EvaluateEvery, 1_000_000);
        faults.Within("training.devCharacters", training.DevCharacters, 1_000_000_000);
        faults.Check(training.LearningRate is > 0 and <= 1, "training.learningRate", training.LearningRate, "above 0 and at most 1");
        faults.Check(training.ClipNorm > 0, "training.clipNorm", training.ClipNorm, "above 0");
        faults.Check(training.WeightDecay is >= 0 and <= 1, "training.weightDecay", training.WeightDecay, "0 to 1");
        faults.Share("training.warmUp", training.WarmUp);
        faults.Share("training.layerDropout", training.LayerDropout);
        faults.Share("training.recurrentDropout", training.RecurrentDropout);
        faults.Share("training.zoneout", training.Zoneout);
        return faults;
    }
}
