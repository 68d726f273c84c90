using System.Text.Json;

namespace TextClassify.Training.Recipes;

/// <summary>Reads recipes of one kind. Strict: what a recipe says and nobody would do is an error.</summary>
/// <param name="noun">What the file is, for the messages: recipe.</param>
/// <param name="of">Of what, with a space before it, or nothing.</param>
/// <param name="check">Throws where a value is out of range; its second argument names the file.</param>
internal sealed class RecipeFile<T>(string noun, string of, Action<T, string> check)
    where T : class
{
    /// <param name="of">Of what, with a space before it, or nothing.</param>
    /// <param name="faults">What is wrong with a recipe.</param>
    public RecipeFile(string of, Func<T, RecipeFaults> faults)
        : this("recipe", of, (recipe, name) => faults(recipe).ThrowIfAny(name))
    {
    }

    /// <exception cref="DataException">Missing, malformed, an unknown property, or a value out of range.</exception>
    public T Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), Path.GetFileName(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"The {noun} {path} can't be read: {exception.Message}", exception);
        }
    }

    /// <summary>A recipe from its JSON; <paramref name="name"/> is for the message.</summary>
    /// <exception cref="DataException">Malformed, an unknown property, or a value out of range.</exception>
    public T Parse(string json, string name)
    {
        try
        {
            var recipe = JsonSerializer.Deserialize<T>(json, StrictJson.Options)
                ?? throw new DataException($"{name} holds null, not a {noun}.");
            check(recipe, name);
            return recipe;
        }
        catch (JsonException exception)
        {
            throw new DataException($"{name} is not a {noun}{of}: {exception.Message}", exception);
        }
    }

    /// <exception cref="DataException">A value is out of range.</exception>
    public void Check(T recipe, string name) => check(recipe, name);
}
