using System.CommandLine;
using System.Text.Json;
using TextClassify.Forward;
using TextClassify.Models;
using TextClassify.Training.Classifier.Verb;
using TextClassify.Training.Commands;
using TextClassify.Training.Data;
using TextClassify.Training.Data.Columns;
using TextClassify.Training.Packaging;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Classifier;

/// <summary>Rows with several labels, from the command to what the service loads.</summary>
public sealed class SeveralLabelsTests : IDisposable
{
    private static readonly string[] Names = ["billing", "shipping", "urgent"];
    private static readonly string[] Signs = ["invoice", "parcel", "today"];
    private static readonly string[] Fill = ["please", "the", "my", "about", "see", "is", "it"];

    private readonly TemporaryFolder _folder = new();

    private string Package => Path.Combine(_folder.Root, "models", "tags", "1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_ColumnsOfYesAndNo_EndsInAPackageOfIndependentLabels()
    {
        string rows = _folder.Write("rows.csv", "text,billing,shipping,urgent\n" + string.Concat(Rows(240, seed: 1).Select(row =>
            $"{row.Text},{string.Join(',', Names.Select(name => LabelSet.LabelsOf(row.Label).Contains(name) ? "1" : "0"))}\n")));

        Assert.Equal(0, await Run(
            new ClassifierKind().Train(),
            "train", "--csv", rows, "--label", "billing,shipping,urgent", "--name", "tags", "--base", "none", "--epochs", "12",
            "--out", Path.Combine(_folder.Root, "run"), "--publish", Path.Combine(_folder.Root, "models")));

        using var package = await OpenPackage.LoadAsync(Package, Cancel);
        var model = package.Model;
        Assert.Equal(Names, model.Labels);
        Assert.Equal(3, model.Thresholds!.Count);
        Assert.Equal("independent", ((ModelManifest)model.Manifest).Outputs);

        // All, one and none of the labels' words in a text.
        (string, string)[] texts = [("the invoice about my parcel today", "111"), ("see the parcel", "010"), ("it is the", "000")];
        foreach (var (text, said) in texts)
        {
            var result = (await model.Forward.RunAsync([model.Encoder.Encode(text).Ids], ForwardOutputs.Evidence, Cancel)).Results[0];
            float[] scores = new float[3];
            model.Scale.Write(result.Logits, scores);
            Assert.Equal(said, string.Concat(scores.Select((score, label) => score >= model.Thresholds[label] ? '1' : '0')));
            for (int label = 0; label < 3; label++)
            {
                double sum = model.Forward.Bias.Span[label];
                for (int i = label; i < result.Evidence.Length; i += 3)
                {
                    sum += result.Evidence[i];
                }

                Assert.Equal(result.Logits[label], sum, 1e-4);
            }
        }

        string card = await File.ReadAllTextAsync(Path.Combine(Package, "card.md"), Cancel);
        Assert.Contains("| micro F1 |", card, StringComparison.Ordinal);
        Assert.Contains("| **urgent** | 0.500 | a half |", card, StringComparison.Ordinal);
        Assert.Contains("**billing**: `invoice`", card, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Root, "run", "label-errors.csv")));
        Assert.False(File.Exists(Path.Combine(Package, "corpus.json")));

        await Evaluate();
    }

    [Fact]
    public async Task Train_ClassWeights_StillLearns()
    {
        string rows = _folder.Write("rows.csv", "text,tags\n" + string.Concat(
            Rows(160, seed: 2).Select(row => $"{row.Text},{LabelSet.InWords(row.Label)}\n")));

        Assert.Equal(0, await Run(
            new ClassifierKind().Train(),
            "train", "--csv", rows, "--label", "tags", "--label-separator", ";", "--name", "tags", "--base", "none", "--epochs", "8",
            "--class-weights", "--out", Path.Combine(_folder.Root, "run")));

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Root, "run", "dev.json"), Cancel));
        Assert.True(report.RootElement.GetProperty("microF1").GetDouble() > 0.9);
        Assert.True(report.RootElement.GetProperty("baseline").GetProperty("microF1").GetDouble() > 0.9);
    }

    /// <summary>Rows of another draw, with the labels in one cell.</summary>
    private async Task Evaluate()
    {
        LabelledText[] later = [.. Rows(100, seed: 3)];
        string file = _folder.Write("later.jsonl", string.Concat(later.Select(row => JsonSerializer.Serialize(
            new { text = row.Text, tags = LabelSet.LabelsOf(row.Label) }) + "\n")));
        string written = Path.Combine(_folder.Root, "out.csv"), json = Path.Combine(_folder.Root, "out.json");

        Assert.Equal(0, await Run(
            EvaluateCommand.Create(),
            "evaluate", "--package", Package, "--file", file, "--label", "tags", "--rows", written, "--json", json));

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(json, Cancel));
        Assert.True(report.RootElement.GetProperty("microF1").GetDouble() > 0.9);
        var predicted = DataFile.Read(written, new DataColumns("text", "predicted") { LabelSeparator = ";" }, Cancel).Rows;
        Assert.Equal(
            report.RootElement.GetProperty("subsetAccuracy").GetDouble(),
            predicted.Zip(later).Average(pair => pair.First.Label == pair.Second.Label ? 1 : 0), 1e-9);
    }

    /// <summary>A word for each label among others; a third of the rows has each.</summary>
    private static IEnumerable<LabelledText> Rows(int count, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            int[] has = [.. Enumerable.Range(0, 3).Where(_ => random.Next(3) == 0)];
            string[] words = [.. random.GetItems(Fill, 4), .. has.Select(label => Signs[label])];
            random.Shuffle(words);
            yield return new(string.Join(' ', words), LabelSet.Of(has.Select(label => Names[label])));
        }
    }

    private static Task<int> Run(Command command, params string[] arguments) => new RootCommand { command }.Parse(arguments)
        .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, Cancel);
}
