using TextClassify.Forward;
using TextClassify.Training.Classifier;
using TextClassify.Training.Loops;
using TextClassify.Training.Packaging;
using TextClassify.Training.Runs;
using TextClassify.Training.Teaching;
using TextClassify.Training.Tests.Kinds;
using TextClassify.Training.Transformer;

namespace TextClassify.Training.Tests.Transformer;

/// <summary>MiniLM fine-tuned on a dozen rows, packaged, loaded and asked: one fact, since each step moves 100 MB.</summary>
public sealed class TransformerPublicationTests : IDisposable
{
    private static readonly string[] Labels = ["positive", "negative"];

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-transformer-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PublishAsync_FineTunedRun_SaysAsItsPackageWhatTorchSaid()
    {
        var kind = new TransformerKind();
        var run = new RunFolder(Path.Combine(_folder, "run"));
        KindRecipes.Prepare(kind, "rows").Train(run, new TrainingWatch<string>(), TimeProvider.System, Cancellation);
        var request = new PublishRequest { Run = run, DataFolder = KindRecipes.FolderOf(kind), OutFolder = _folder };

        var package = await Publisher.PublishAsync(kind.Publication(request, Cancellation), request, TimeProvider.System, Cancellation);

        Assert.Equal("small-minilm", package.Manifest.Name);
        using var open = await OpenPackage.LoadAsync(package.Folder, Cancellation);
        var report = run.ReadReport<DevReport>();
        var data = RecipeData.Read(run.ReadOptions<TransformerOptions>().Recipe, request.DataFolder, Cancellation);
        var rows = data.Dev.Select(row => open.Model.Encoder.Encode(row.Text).Ids).ToArray();
        var answer = await open.Model.Forward.RunAsync(rows, ForwardOutputs.Logits, Cancellation);
        Assert.NotEmpty(report.Logits);
        foreach (var (expected, actual) in report.Logits.Zip(answer.Results))
        {
            Assert.Equal(expected[0], actual.Logits[0], 1e-4);
            Assert.Equal(expected[1], actual.Logits[1], 1e-4);
        }

        await TeachAsync(package.Folder, [.. data.Dev.Select(row => row.Text)], report);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>What the package teaches: its logits about their mean, in the order of the pupil's labels.</summary>
    private static async Task TeachAsync(string package, string[] texts, DevReport report)
    {
        using var teacher = await LabelTeacher.OpenAsync(package, Labels, Cancellation);
        float[][] said = [.. texts.Append("").Select(_ => new float[2])];

        await teacher.AddAsync([.. texts, ""], said, 0.5f, Cancellation);

        for (int row = 0; row < texts.Length; row++)
        {
            // The package's labels are sorted: negative, positive.
            float half = (report.Logits[row][1] - report.Logits[row][0]) / 2;
            Assert.Equal([half / 2, -half / 2], said[row], (a, b) => Math.Abs(a - b) < 1e-4);
        }

        Assert.Equal([0, 0], said[^1]);
        await Assert.ThrowsAsync<TextClassify.Training.Data.DataException>(
            () => LabelTeacher.OpenAsync(package, ["positive", "negative", "neutral"], Cancellation));
    }
}
