using System.Text;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Tests.Packaging;

public sealed class PackageStageTests : IDisposable
{
    private readonly string _out = Directory.CreateTempSubdirectory("textclassify-stage-").FullName;

    [Fact]
    public void Hash_KnownBytes_IsSha256InLowerHex()
    {
        using var stage = new PackageStage(_out, "m", "1");
        stage.Write("a.txt", stream => stream.Write("abc"u8));

        // FIPS 180-2, appendix B.1.
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", stage.Hash()["a.txt"]);
    }

    [Fact]
    public void Dispose_Unpublished_LeavesNothing()
    {
        using (var stage = new PackageStage(_out, "m", "1"))
        {
            stage.Write("a.txt", stream => stream.Write("abc"u8));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_out));
    }

    [Fact]
    public void Publish_PlaceTaken_ReplacesTheWholePackage()
    {
        Write("old.txt", "old");
        Write("new.txt", "new");

        string file = Assert.Single(Directory.EnumerateFiles(Path.Combine(_out, "m", "1")));
        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal([Path.Combine(_out, "m")], Directory.EnumerateFileSystemEntries(_out));
    }

    [Fact]
    public void Publish_NewOneCannotBeMoved_LeavesTheOldInItsPlace()
    {
        Write("old.txt", "old");
        using (var stage = new PackageStage(_out, "m", "1"))
        {
            Directory.Delete(stage.Folder, recursive: true);

            Assert.ThrowsAny<IOException>(stage.Publish);
        }

        Assert.Equal("old", File.ReadAllText(Path.Combine(_out, "m", "1", "old.txt")));
    }

    public void Dispose() => Directory.Delete(_out, recursive: true);

    private void Write(string name, string content)
    {
        using var stage = new PackageStage(_out, "m", "1");
        stage.Write(name, stream => stream.Write(Encoding.UTF8.GetBytes(content)));
        stage.Publish();
    }
}
