namespace TextClassify.Infrastructure;

/// <summary>Where the solution lies, found upwards from the test's own folder.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "TextClassify.sln"))
        ? folder
        : Find(
            Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder))
                ?? throw new DirectoryNotFoundException("The solution was not found."));
}
