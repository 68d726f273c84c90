namespace TextClassify.Training.Data;

/// <summary>Where the files of recipes live.</summary>
internal static class DataFolder
{
    public const string Variable = "TEXTCLASSIFY_DATA";

    /// <summary>
    /// <paramref name="option"/> (<c>--data</c>), then the environment variable <c>TEXTCLASSIFY_DATA</c>, then <c>data/</c> beside the
    /// solution that holds <paramref name="start"/>.
    /// </summary>
    /// <exception cref="DataException">The folder is not there; the message says which of the three named it.</exception>
    public static string Resolve(string? option, string? variable, string start)
    {
        var (folder, origin) = (option, variable) switch
        {
            ({ Length: > 0 }, _) => (option, "--data"),
            (_, { Length: > 0 }) => (variable, Variable),
            _ => (Path.Combine(SolutionFolder(start) ?? start, "data"), "the default"),
        };

        return Directory.Exists(folder)
            ? Path.GetFullPath(folder)
            : throw new DataException($"There is no data folder {folder} ({origin}); name it with --data or {Variable}.");
    }

    /// <summary>As above, from the process's environment and current folder.</summary>
    public static string Resolve(string? option) =>
        Resolve(option, Environment.GetEnvironmentVariable(Variable), Directory.GetCurrentDirectory());

    /// <summary>As above; files that are all rooted, as a user's own is, need no data folder.</summary>
    public static string ResolveFor(IEnumerable<string> files, string? option) =>
        files.All(Path.IsPathRooted) ? Directory.GetCurrentDirectory() : Resolve(option);

    /// <summary>The folder at or above <paramref name="start"/> with the solution in it.</summary>
    public static string? SolutionFolder(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TextClassify.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
