using System.CommandLine;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Behaviour;

/// <summary>Where the repository keeps its suites: those that judge at the top, those that are trained on in <c>fit</c>.</summary>
internal static class SuiteFolder
{
    /// <summary>For <see cref="Choose"/>.</summary>
    public static Option<string[]> Option() => CommonOptions.Several(
        "--suite", "Suites of tests; by default those of recipes/behaviour that judge.", "FILE...");

    /// <param name="start">The repository is this folder or above it.</param>
    public static string Of(string start) => Path.Combine(DataFolder.SolutionFolder(start) ?? start, "recipes", "behaviour");

    /// <summary>The suites that judge; none where there is no such folder.</summary>
    public static IReadOnlyList<Suite> Judges(string start) =>
        Directory.Exists(Of(start))
            ? [.. Directory.EnumerateFiles(Of(start), "*.json").Order(StringComparer.Ordinal).Select(Suite.Load)]
            : [];

    /// <summary>The suites of these files, or those that judge where none is named.</summary>
    /// <exception cref="DataException">A suite can't be read.</exception>
    public static IReadOnlyList<Suite> Choose(IReadOnlyList<string>? files) =>
        files is { Count: > 0 } ? [.. files.Select(Suite.Load)] : Judges(Directory.GetCurrentDirectory());
}
