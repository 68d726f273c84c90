using System.CommandLine;
using System.Globalization;
using System.Numerics.Tensors;
using Spectre.Console;
using TextClassify.Training.Behaviour;
using TextClassify.Training.Commands;
using TextClassify.Training.Data;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Tests.Classifier;

namespace TextClassify.Training.Tests.Commands;

/// <summary><c>evaluate --rows</c> and <c>compare</c> on a package and a run.</summary>
public sealed class RowCommandsTests : IDisposable
{
    private static readonly string[] Suited = ["the film is good", "the cast was bad"];

    private readonly TinyRun _run = new();

    private string Rows => Path.Combine(_run.Root, "rows.csv");

    private string Out => Path.Combine(_run.Root, "out.csv");

    [Fact]
    public async Task Evaluate_Rows_WritesEachRowAndTheAccuracyFollowsFromThem()
    {
        var package = await TinyRun.PublishAsync(_run.Request);

        await Invoke(EvaluateCommand.Create(), "evaluate", "--package", package.Folder, "--file", Rows, "--rows", Out);

        var written = Read("right");
        Assert.Equal(_run.Model.Dev.Count, written.Count);
        Assert.Equal(package.Manifest.Metrics["accuracy"], written.Average(row => row.Label == "1" ? 1 : 0), 1e-6);
        Assert.Equal(_run.Model.Dev.Select(row => row.Text), written.Select(row => row.Text));
    }

    /// <summary>Many rows are scored part by part, and written in the order of the file.</summary>
    [Fact]
    public async Task Evaluate_ManyRows_WritesThemInOrder()
    {
        var dev = _run.Model.Dev;
        LabelledText[] rows = [.. Enumerable.Range(0, 5_000).Select(i => dev[i % dev.Count])];
        string many = Path.Combine(_run.Root, "many.csv");
        await File.WriteAllLinesAsync(
            many, ["text,label", .. rows.Select(row => $"{row.Text},{row.Label}")], TestContext.Current.CancellationToken);

        await Invoke(EvaluateCommand.Create(), "evaluate", "--run", _run.Run.Path, "--file", many, "--rows", Out);

        var written = Read("predicted");
        Assert.Equal(rows.Select(row => row.Text), written.Select(row => row.Text));
        Assert.All(written.Skip(dev.Count).Zip(written), pair => Assert.Equal(pair.Second.Label, pair.First.Label));
    }

    [Fact]
    public async Task Compare_PackageWithItsRun_HasNoFlippedRow()
    {
        var package = await TinyRun.PublishAsync(_run.Request);

        await Invoke(CompareCommand.Create(), "compare", package.Folder, _run.Run.Path, "--csv", Rows, "--rows", Out);

        Assert.Equal(["line,text,label,a,a_score,b,b_score,right"], File.ReadAllLines(Out));
    }

    [Fact]
    public async Task Compare_AnotherRun_WritesTheRowsOfWhichTheyDiffer()
    {
        var other = _run.Write(TinyModel.Create(seed: 9), "other");

        await Invoke(CompareCommand.Create(), "compare", _run.Run.Path, other.Path, "--csv", Rows, "--rows", Out);

        var (first, second) = (Read("a"), Read("b"));
        Assert.NotEmpty(first);
        Assert.All(first.Zip(second), pair => Assert.NotEqual(pair.First.Label, pair.Second.Label));
    }

    [Fact]
    public async Task BehaveAsync_TwoRuns_TellsWhatEachFails()
    {
        using var first = ScoredModel.OfRun(_run.Run.Path);
        using var second = ScoredModel.OfRun(_run.Write(TinyModel.Create(seed: 9), "other").Path);
        var suite = SuiteOf("only praise will do", "positive");
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });

        await CompareCommand.BehaveAsync(
            [first, second], [suite, SuiteOf("no label of theirs", "toxic")], console, TestContext.Current.CancellationToken);

        string line = Assert.Single(output.ToString().Split('\n'), text => text.Contains("only praise will do", StringComparison.Ordinal));
        string[] expected = ["2", await FailuresAsync(first), "%", await FailuresAsync(second), "%"];
        Assert.NotEqual(expected[1], expected[3]);
        Assert.Equal(expected, line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^5..]);
        Assert.DoesNotContain("no label of theirs", output.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    /// <summary>Texts of the suite that a model doesn't call positive, in per cent.</summary>
    private static async Task<string> FailuresAsync(ScoredModel model)
    {
        var split = EncodedSplit.Encode(Suited.Select(text => new LabelledText(text, "positive")), model.Labels, model.Encoder);
        var logits = await model.ScoreAsync(split, TestContext.Current.CancellationToken);
        int positive = model.Labels.Index().First(label => label.Item == "positive").Index;
        int failures = Enumerable.Range(0, logits.Rows).Count(row => TensorPrimitives.IndexOfMax(logits.Row(row)) != positive);
        return (100.0 * failures / logits.Rows).ToString("F1", CultureInfo.InvariantCulture);
    }

    private Suite SuiteOf(string test, params string[] labels)
    {
        string file = Path.Combine(_run.Root, $"{labels[0]}.json");
        File.WriteAllText(file, $$"""
            {
              "name": "{{labels[0]}}", "words": {},
              "tests": [{
                "name": "{{test}}", "kind": "minimum", "texts": ["{{string.Join("\", \"", Suited)}}"],
                "expect": ["{{string.Join("\", \"", labels)}}"], "cases": 2
              }]
            }
            """);
        return Suite.Load(file);
    }

    private IReadOnlyList<LabelledText> Read(string column) =>
        DataFile.Read(Out, "text", column, TestContext.Current.CancellationToken).Rows;

    private static async Task Invoke(Command command, params string[] arguments) => Assert.Equal(
        0,
        await new RootCommand { command }.Parse(arguments)
            .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken));
}
