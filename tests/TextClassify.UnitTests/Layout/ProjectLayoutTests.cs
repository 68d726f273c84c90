using System.Xml.Linq;

namespace TextClassify.Layout;

public sealed class ProjectLayoutTests
{
    [Fact]
    public void Faults_EveryProject_ReferencesOnlyWhatTheTableAllows() =>
        Assert.Empty(Solution.ProjectFiles.SelectMany(file => ProjectTable.Faults(ProjectTable.ShortName(file), XDocument.Load(file))));

    [Fact]
    public void Projects_Table_IsTheTreeAndTheSolution()
    {
        string solution = File.ReadAllText(Path.Combine(Solution.Folder, "TextClassify.sln"));

        Assert.Equal(ProjectTable.Projects.Order(), Solution.ProjectFiles.Select(ProjectTable.ShortName).Order());
        Assert.All(Solution.ProjectFiles, file => Assert.Contains(Path.GetFileName(file), solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Faults_EverySource_WritesOnlyItsProjectsNames() =>
        Assert.Empty(
            from project in Solution.ProjectFiles
            from source in Solution.SourcesOf(project)
            where !source.Contains(Path.Combine("UnitTests", "Layout"), StringComparison.Ordinal)
            from name in NameRules.Faults(ProjectTable.ShortName(project), File.ReadAllText(source))
            select $"{Path.GetRelativePath(Solution.Folder, source)}: {name}");

    [Theory]
    [InlineData(
        "Core",
        "<ProjectReference Include='../TextClassify.Inference/TextClassify.Inference.csproj' />",
        "Core may not reference project Inference.")]
    [InlineData(
        "Api",
        "<ProjectReference Include='..\\TextClassify.Training\\TextClassify.Training.csproj' />",
        "Api may not reference project Training.")]
    [InlineData("Inference", "<PackageReference Include='TorchSharp' />", "Inference may not reference package TorchSharp.")]
    [InlineData(
        "Training",
        "<FrameworkReference Include='Microsoft.AspNetCore.App' />",
        "Training may not reference framework Microsoft.AspNetCore.App.")]
    [InlineData("Tools", "<PackageReference Include='CsvHelper' />", "Tools is not in the table.")]
    public void Faults_ReferenceOutsideTheTable_Named(string project, string item, string fault)
    {
        var file = XDocument.Parse($"<Project><ItemGroup>{item}</ItemGroup></Project>");

        Assert.Equal([fault], ProjectTable.Faults(project, file));
    }

    [Fact]
    public void Faults_ReferencesInTheTable_None()
    {
        var file = XDocument.Parse(
            """
            <Project><ItemGroup>
              <ProjectReference Include="../TextClassify.Core/TextClassify.Core.csproj" />
              <PackageReference Include="TorchSharp" />
            </ItemGroup></Project>
            """);

        Assert.Empty(ProjectTable.Faults("Training", file));
    }

    [Theory]
    [InlineData("Inference", "using TorchSharp;", "TorchSharp")]
    [InlineData("Api", "var s = new Microsoft.ML.OnnxRuntime.SessionOptions();", "Microsoft.ML.OnnxRuntime")]
    [InlineData("Training", "using Microsoft.AspNetCore.Builder;", "Microsoft.AspNetCore")]
    [InlineData("Core", "private readonly ILogger _log;", "ILogger")]
    [InlineData("Core", "using var s = File.OpenRead(p);", "File.")]
    public void Faults_NameOfAnotherProject_Found(string project, string source, string name) =>
        Assert.Equal([name], NameRules.Faults(project, source));

    [Theory]
    [InlineData("Training", "using TorchSharp;")]
    [InlineData("Api", "// TorchSharp stays in Training.")]
    [InlineData("Core", "return Manifest.File.Length + entry.Path.Length;")]
    public void Faults_NamesInTheirPlace_None(string project, string source) => Assert.Empty(NameRules.Faults(project, source));
}
