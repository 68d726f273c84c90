using System.CommandLine;
using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Classifier;

public sealed class TrainCommandTests
{
    /// <summary>Told after the training, it costs the training; the file need not even be there for it.</summary>
    [Fact]
    public async Task Invoke_PackageThatStands_IsRefusedBeforeTheDataAreRead()
    {
        using var folder = new TemporaryFolder();
        string place = Directory.CreateDirectory(Path.Combine(folder.Root, "models", "tickets", "1")).FullName;

        var exception = await Assert.ThrowsAsync<DataException>(() => Train(folder, "absent.csv"));

        Assert.Equal($"There is a package in {place}; give another --version, or --replace it.", exception.Message);
        Assert.False(Directory.Exists(Path.Combine(folder.Root, "run")));
    }

    [Fact]
    public async Task Invoke_LearnableRows_EndsInAPackage()
    {
        using var folder = new TemporaryFolder();
        string rows = string.Concat(
            Enumerable.Range(0, 60).Select(i => $"number {i} is {(i % 2 == 0 ? "fine" : "broken")},{(i % 2 == 0 ? "good" : "bad")}\n"));
        folder.Write("rows.csv", "text,label\n" + rows);

        Assert.Equal(0, await Train(folder, "rows.csv"));

        Assert.True(File.Exists(Path.Combine(folder.Root, "models", "tickets", "1", "model.json")));
    }

    private static Task<int> Train(TemporaryFolder folder, string file) => new RootCommand { new ClassifierKind().Train() }
        .Parse(
            [
                "train", "--csv", Path.Combine(folder.Root, file), "--name", "tickets", "--out", Path.Combine(folder.Root, "run"),
                "--publish", Path.Combine(folder.Root, "models"),
            ])
        .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
}
