using System.Text.Json;
using System.Text.Json.Serialization;

namespace TextClassify.Training.Data;

/// <summary>Reads and writes recipes. Strict: what a recipe says and nobody would do is an error.</summary>
internal static class RecipeFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        AllowDuplicateProperties = false,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="DataException">Missing, malformed, an unknown property, or a value out of range.</exception>
    public static Recipe Load(string path)
    {
        string name = Path.GetFileName(path);
        try
        {
            return Parse(File.ReadAllText(path), name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"The recipe {path} can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>A recipe from its JSON; <paramref name="name"/> is for the message.</summary>
    /// <exception cref="DataException">Malformed, an unknown property, or a value out of range.</exception>
    public static Recipe Parse(string json, string name)
    {
        try
        {
            var recipe = JsonSerializer.Deserialize<Recipe>(json, Options)
                ?? throw new DataException($"{name} holds null, not a recipe.");

            return RecipeRules.Faults(recipe) is [var fault, ..] ? throw new DataException($"{name}: {fault}") : recipe;
        }
        catch (JsonException exception)
        {
            throw new DataException($"{name} is not a recipe: {exception.Message}", exception);
        }
    }

    /// <summary>The recipe as it would be read again; what a run keeps beside its checkpoint.</summary>
    public static string Format(Recipe recipe) => JsonSerializer.Serialize(recipe, Options);
}
