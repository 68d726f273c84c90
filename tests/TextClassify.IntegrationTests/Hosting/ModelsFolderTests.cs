using TextClassify.Api.Hosting;

namespace TextClassify.Hosting;

public sealed class ModelsFolderTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("models-folder");

    [Fact]
    public void Resolve_WorkingFolderHasIt_TakesThatFirst()
    {
        string working = Make("work/models");
        Make("program/models");

        Assert.Equal(working, Resolve("models"));
    }

    [Fact]
    public void Resolve_PublishedBesideTheProgram_TakesThat() => Assert.Equal(Make("program/models"), Resolve("models"));

    [Fact]
    public void Resolve_InsideTheRepository_TakesTheSolutionsFolder()
    {
        string models = Make("models");
        File.WriteAllText(Path.Combine(_root.FullName, "TextClassify.sln"), "");

        Assert.Equal(models, Resolve("models"));
    }

    [Fact]
    public void Resolve_FolderAboveWithoutSolution_IsNotTaken()
    {
        Make("models");

        Assert.Equal(Path.Combine(_root.FullName, "work", "models"), Resolve("models"));
    }

    [Fact]
    public void Resolve_RootedPath_Stays() => Assert.Equal("/nowhere/models", Resolve("/nowhere/models"));

    public void Dispose() => _root.Delete(recursive: true);

    private string Resolve(string directory) => ModelsFolder.Resolve(directory, Make("work"), Make("program"));

    private string Make(string folder) => Directory.CreateDirectory(Path.Combine(_root.FullName, folder)).FullName;
}
