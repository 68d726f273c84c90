namespace TextClassify.Layout;

public sealed class FolderOrderTests
{
    private static readonly string Core = Path.Combine(Solution.Folder, "src", "TextClassify.Core");

    [Fact]
    public void Faults_EverySourceOfCore_UsesOnlyLowerFolders()
    {
        string[] sources = [.. Solution.SourcesOf(Path.Combine(Core, "TextClassify.Core.csproj"))];

        Assert.NotEmpty(sources);
        Assert.Empty(
            from source in sources
            let file = Path.GetRelativePath(Core, source)
            from fault in FolderOrder.Faults(file.Split(Path.DirectorySeparatorChar)[0], File.ReadAllText(source))
            select $"{file}: {fault}");
    }

    [Theory]
    [InlineData("Text", "using TextClassify.Models;", "Text may not use Models.")]
    [InlineData("Forward", "using static TextClassify.Explain.Occlusion;", "Forward may not use Explain.")]
    [InlineData("Explain", "using Trajectory = TextClassify.HiddenStates.Trajectory;", "Explain may not use HiddenStates.")]
    [InlineData("HiddenStates", "var a = new TextClassify.Drift.Alarm();", "HiddenStates may not use Drift.")]
    [InlineData("Misc", "", "Misc is not in the order.")]
    public void Faults_UseUpOrSideways_Named(string folder, string source, string fault) =>
        Assert.Equal([fault], FolderOrder.Faults(folder, source));

    [Theory]
    [InlineData("Explain", "using TextClassify.Forward;\nusing TextClassify.Text;\n\nnamespace TextClassify.Explain;")]
    [InlineData("Models", "using TextClassify.Forward;\n\nnamespace TextClassify.Models;")]
    [InlineData("Numerics", "using System.Numerics.Tensors;\n\nnamespace TextClassify.Numerics;")]
    public void Faults_UseDown_None(string folder, string source) => Assert.Empty(FolderOrder.Faults(folder, source));
}
