using System.Text.RegularExpressions;

namespace TextClassify.Layout;

/// <summary>Documents name the tests that hold what they say.</summary>
public sealed partial class NamedTestsTests
{
    [Fact]
    public void Documents_NamedTests_AreThere()
    {
        var sources = Solution.ProjectFiles.SelectMany(Solution.SourcesOf)
            .Where(file => file.EndsWith("Tests.cs", StringComparison.Ordinal))
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

        var named = (
            from document in Directory.EnumerateFiles(Path.Combine(Solution.Folder, "docs"), "*.md")
            from match in Name().Matches(File.ReadAllText(document))
            select (Document: Path.GetFileName(document), Class: match.Groups[1].Value, Method: match.Groups[2].Value)).ToArray();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(
            named,
            name => !sources[name.Class].Any(
                source => name.Method.Length == 0 || source.Contains($" {name.Method}(", StringComparison.Ordinal)));
    }

    /// <summary>A class of tests, or one of its methods.</summary>
    [GeneratedRegex(@"`(\w+Tests)(?:\.(\w+))?`")]
    private static partial Regex Name();
}
