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
        Assert.True(File.Exists(Path.Combine(folder.Root, "run", "errors.csv")));
        Assert.Contains("broken", await File.ReadAllTextAsync(
            Path.Combine(folder.Root, "run", "words.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>A tenth of the rows is the least that a map takes.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Invoke_RowsEnoughForMaps_HasThemUnlessToldOtherwise(bool takesMaps)
    {
        using var folder = new TemporaryFolder();
        string rows =
            string.Concat(Enumerable.Range(0, 120).Select(i => i % 2 == 0 ? $"this {i} is fine,good\n" : $"this {i} is not,bad\n"));
        folder.Write("rows.csv", "text,label\n" + rows);

        Assert.Equal(0, await Train(folder, "rows.csv", takesMaps ? [] : ["--no-maps"]));

        string package = Path.Combine(folder.Root, "models", "tickets", "1");
        Assert.Equal(takesMaps, File.Exists(Path.Combine(package, "corpus.json")));
        Assert.Equal(takesMaps ? 3 : 0, Directory.GetFiles(package, "map-*.bin").Length);
    }

    private static Task<int> Train(TemporaryFolder folder, string file, params string[] more) =>
        new RootCommand { new ClassifierKind().Train() }.Parse(
            [
                "train", "--csv", Path.Combine(folder.Root, file), "--name", "tickets", "--folds", "0",
                "--out", Path.Combine(folder.Root, "run"),
                "--publish", Path.Combine(folder.Root, "models"), .. more,
            ])
        .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
}
