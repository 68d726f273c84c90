namespace TextClassify.Layout;

/// <summary>What a reader can take in: so many files a folder, lines a file and columns a line.</summary>
public sealed class SizeTests
{
    private const int MostFiles = 25;
    private const int MostLines = 300;
    private const int MostColumns = 140;

    private static readonly string[] Tops = ["src", "tests", "docs", "deploy", "recipes"];

    private static readonly string[] Written = [".cs", ".md", ".sh", ".ts", ".tsx", ".css", ".csproj", ".props", ".targets"];

    /// <summary>Made from the OpenAPI document at every build.</summary>
    private const string Generated = "src/TextClassify.Web/src/api/schema.ts";

    /// <summary>Files that were written by hand: no output, no packages of npm, no fixtures.</summary>
    private static IEnumerable<string> Files =>
        from file in Tops.SelectMany(top => Directory.EnumerateFiles(Path.Combine(Solution.Folder, top), "*", SearchOption.AllDirectories))
                .Concat(Directory.EnumerateFiles(Solution.Folder))
        let path = Path.GetRelativePath(Solution.Folder, file).Replace('\\', '/')
        where !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "dist" or "fixtures")
            && path != Generated
        select path;

    private static IEnumerable<string> Sources => Files.Where(path => Written.Contains(Path.GetExtension(path)));

    [Fact]
    public void Folders_All_HaveFewFiles() =>
        Assert.Empty(
            from folder in Files.GroupBy(path => Path.GetDirectoryName(path))
            where folder.Count() > MostFiles
            select $"{folder.Key} has {folder.Count()} files; {MostFiles} are the most.");

    [Fact]
    public void Files_All_AreShort() =>
        Assert.Empty(
            from path in Sources.Where(path => !path.EndsWith(".md", StringComparison.Ordinal))
            let lines = File.ReadLines(Path.Combine(Solution.Folder, path)).Count()
            where lines > MostLines
            select $"{path} has {lines} lines; {MostLines} are the most.");

    [Fact]
    public void Lines_All_FitTheScreen() =>
        Assert.Empty(Sources.SelectMany(path => LongLines.Of(path, File.ReadAllText(Path.Combine(Solution.Folder, path)), MostColumns)));

    [Theory]
    [InlineData("a.cs", "123456789", "a.cs:1 has 9 columns.")]
    [InlineData("a.md", "1234\n\n123456789", "a.md:3 has 9 columns.")]
    public void Of_LineTooLong_IsNamed(string path, string text, string fault) => Assert.Equal([fault], LongLines.Of(path, text, most: 8));

    [Theory]
    [InlineData("a.cs", "12345678")]
    [InlineData("a.cs", "x =\n\"\"\"\n123456789\n\"\"\";")]
    [InlineData("a.cs", "f(\"\"\"{\"a\":1}\"\"\");")]
    [InlineData("a.md", "| 1 | 2345 |")]
    [InlineData("a.md", "```\n123456789\n```")]
    public void Of_LineThatMayBeLong_Passes(string path, string text) => Assert.Empty(LongLines.Of(path, text, most: 8));
}
