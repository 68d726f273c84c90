using TextClassify.Training.Recipes;

namespace TextClassify.Training.Behaviour;

/// <summary>Tests of behaviour with the words that fill their templates: <c>recipes/behaviour/*.json</c>.</summary>
/// <param name="Name">Of the suite.</param>
/// <param name="Words">Lists by name; a test may fill <c>{name}</c> with any of a list.</param>
/// <param name="Tests">In the order of the tables.</param>
internal sealed record Suite(string Name, IReadOnlyDictionary<string, IReadOnlyList<string>> Words, IReadOnlyList<SuiteTest> Tests)
{
    private static readonly RecipeFile<Suite> File = new("suite", " of tests", (suite, name) => SuiteRules.Faults(suite).ThrowIfAny(name));

    /// <exception cref="DataException">It can't be read, or a test of it could never run.</exception>
    public static Suite Load(string path) => File.Load(path);

    /// <inheritdoc cref="Load"/>
    public static Suite Parse(string json, string name) => File.Parse(json, name);
}
