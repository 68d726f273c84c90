using System.Reflection;

namespace TextClassify.Training.Runs;

/// <summary>What a run is made from besides its data, for the record.</summary>
/// <param name="RecipeName">File name of the recipe, or of the user's own data.</param>
/// <param name="Vectors">File name of the word vectors the table started from; none when absent.</param>
/// <param name="Seed">Of weights, order and dropout.</param>
/// <param name="Threads">The same seed gives the same bits only with the same number.</param>
internal sealed record RunSource(string RecipeName, string? Vectors, int Seed, int Threads)
{
    /// <summary>The commit the program was built from, or "unknown": the build puts it behind the version's plus sign.</summary>
    public static string Commit { get; } = typeof(RunSource).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var commit]
            ? commit
            : "unknown";
}
