using System.CommandLine;
using System.Text.Json;
using TextClassify.Training.Classifier.Verb;
using TextClassify.Training.Data;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Classifier.Verb;

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

    /// <summary>What a program that starts the command is told: the stages in their order, the figures, and nothing at the end that was
    /// not.</summary>
    [Fact]
    public async Task Invoke_ProgressFile_TellsStagesFiguresAndBaseline()
    {
        using var folder = new TemporaryFolder();
        string rows =
            string.Concat(Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? $"this {i} is fine,good\n" : $"this {i} is not,bad\n"));
        folder.Write("rows.csv", "text,label\n" + rows);
        string file = Path.Combine(folder.Root, "progress.jsonl");

        Assert.Equal(0, await Train(folder, "rows.csv", "--quick", "--no-maps", "--progress-json", file));

        JsonElement[] lines =
            [.. (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(line => JsonElement.Parse(line))];
        Assert.Equal(
            ["reading", "training", "checking", "packaging", "done"],
            lines.Select(line => line.TryGetProperty("stage", out var stage) ? stage.GetString() : null).OfType<string>());
        Assert.Equal(60, lines.Sum(line => Number(line, "rows") + Number(line, "developmentRows")));
        Assert.True(Array.FindIndex(lines, line => Has(line, "baselineAccuracy")) < Array.FindIndex(lines, line => Has(line, "epoch")));
        Assert.Contains(lines, line => Has(line, "epoch") && Has(line, "accuracy"));
        Assert.Contains(lines, line => Has(line, "macroF1"));
        Assert.DoesNotContain(lines, line => Has(line, "error"));

        static bool Has(JsonElement line, string name) => line.TryGetProperty(name, out _);
        static int Number(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.GetInt32() : 0;
    }

    [Fact]
    public async Task Invoke_FileThatCannotBeUsed_TellsItsSentenceInTheProgressFile()
    {
        using var folder = new TemporaryFolder();
        folder.Write("rows.csv", "words,label\na,b\n");
        string file = Path.Combine(folder.Root, "progress.jsonl");

        var exception = await Assert.ThrowsAsync<DataException>(() => Train(folder, "rows.csv", "--text=nothing", "--progress-json", file));

        string last = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))[^1];
        Assert.Equal(exception.Message, JsonElement.Parse(last).GetProperty("error").GetString());
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
