namespace TextClassify.Training.Behaviour;

/// <summary>Where the repository keeps its suites: those that judge at the top, those that are trained on in <c>fit</c>.</summary>
internal static class SuiteFolder
{
    /// <param name="start">The repository is this folder or above it.</param>
    public static string Of(string start) => Path.Combine(DataFolder.SolutionFolder(start) ?? start, "recipes", "behaviour");

    /// <summary>The suites that judge; none where there is no such folder.</summary>
    public static IReadOnlyList<Suite> Judges(string start) =>
        Directory.Exists(Of(start))
            ? [.. Directory.EnumerateFiles(Of(start), "*.json").Order(StringComparer.Ordinal).Select(Suite.Load)]
            : [];
}
