namespace TextClassify.Layout;

/// <summary>No folder of a project uses one that uses it, by however many steps; a folder and its own subfolder are two.</summary>
public sealed class FolderOrderTests
{
    /// <summary>Beside this project's own output.</summary>
    private static readonly string Built = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", ".."));

    public static TheoryData<string> Projects => [.. Solution.ProjectFiles.Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Circles_Project_None(string project)
    {
        string configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string assembly = Path.Combine(Built, project, configuration, $"{project}.dll");
        Assert.SkipUnless(File.Exists(assembly), $"{project} is not built; ./test.sh builds it.");

        var uses = FolderUses.Of(assembly);
        var circles = FolderCircles.Of(uses.ToDictionary(use => use.Key, use => (IEnumerable<string>)use.Value.Keys));

        Assert.Empty(
            from circle in circles
            from folder in circle
            from use in uses[folder]
            where circle.Contains(use.Key)
            select $"{folder} -> {use.Key}: {use.Value}");
    }

    [Fact]
    public void Circles_OfThree_OneGroup()
    {
        var uses = new Dictionary<string, IEnumerable<string>>
        {
            ["Data"] = ["Numerics"],
            ["Loops"] = ["Data", "Vectors"],
            ["Vectors"] = ["Checking"],
            ["Checking"] = ["Loops", "Numerics"],
        };

        Assert.Equal([["Checking", "Loops", "Vectors"]], FolderCircles.Of(uses));
    }

    [Fact]
    public void Of_Core_SeesAUseInAMethodBody()
    {
        var uses = FolderUses.Of(typeof(Explain.Catalog.ExplainerCatalog).Assembly.Location);

        Assert.Equal("ExplainerCatalog uses AnchorsExplainer", uses["TextClassify.Explain.Catalog"]["TextClassify.Explain.Anchors"]);
    }
}
