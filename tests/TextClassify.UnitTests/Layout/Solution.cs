namespace TextClassify.Layout;

/// <summary>The working tree these tests were built from.</summary>
internal static class Solution
{
    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    public static IReadOnlyList<string> ProjectFiles { get; } =

        [
            .. new[] { "src", "tests" }.SelectMany(
                top => Directory.GetFiles(Path.Combine(Folder, top), "*.csproj", SearchOption.AllDirectories)),
        ];

    /// <summary>A project's own sources: artifacts are elsewhere, so every file under its folder is written by hand.</summary>
    public static IEnumerable<string> SourcesOf(string projectFile) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(projectFile)!, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Path.GetDirectoryName(projectFile)!, file)
                .Split(Path.DirectorySeparatorChar)
                .Any(folder => folder is "bin" or "obj"));

    private static string Find(string start)
    {
        var folder = new DirectoryInfo(start);
        while (!File.Exists(Path.Combine(folder.FullName, "TextClassify.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No TextClassify.sln at or above {start}.");
        }

        return folder.FullName;
    }
}
