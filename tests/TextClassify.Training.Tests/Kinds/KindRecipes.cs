using TextClassify.Training.Kinds;
using TextClassify.Training.Language;
using TextClassify.Training.Runs;

namespace TextClassify.Training.Tests.Kinds;

/// <summary>Tiny recipes of a kind, with the data they name: all of <c>fixtures/kinds/NAME</c>.</summary>
internal static class KindRecipes
{
    public static IReadOnlyList<string> Of(ITrainingKind kind) => Directory.Exists(FolderOf(kind))
        ? [.. Directory.EnumerateFiles(FolderOf(kind), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order()]
        : [];

    public static IRunner Prepare(ITrainingKind kind, string recipe) => kind.Prepare(
        new RunRequest(Path.Combine(FolderOf(kind), recipe + ".json"), FolderOf(kind), VectorsOf(kind), Seed: 3, Threads: 1),
        TestContext.Current.CancellationToken);

    public static PreparedLanguage Language(string recipe)
    {
        var kind = new LanguageKind();
        var read = LanguageRecipeRules.File.Load(Path.Combine(FolderOf(kind), recipe + ".json"));
        var data = LanguageData.Read(read, FolderOf(kind), TestContext.Current.CancellationToken);
        return new PreparedLanguage(read, data, new RunSource(recipe, Vectors: null, Seed: 3, Threads: 1));
    }

    /// <summary>Of kinds that start from them.</summary>
    private static string? VectorsOf(ITrainingKind kind) =>
        Path.Combine(FolderOf(kind), "vectors.txt") is var path && File.Exists(path) ? path : null;

    /// <summary>Of its recipes and their data.</summary>
    public static string FolderOf(ITrainingKind kind) => Path.Combine(AppContext.BaseDirectory, "fixtures", "kinds", kind.Name);
}
