using TextClassify.Models;
using TextClassify.Training.Classifier;
using TextClassify.Training.Continuation;
using TextClassify.Training.Data;
using TextClassify.Training.Onnx;
using TextClassify.Training.Packaging;
using TextClassify.Training.Runs;
using TextClassify.Training.Shrinking;
using TextClassify.Training.Tests.Classifier;

namespace TextClassify.Training.Tests.Shrinking;

public sealed class ShrunkRunTests : IDisposable
{
    private readonly TinyRun _run = new(linear: true);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Write_PackageInHalves_GivesARunWhosePackageSaysNearlyTheSame()
    {
        var start = await StartAsync();

        var (small, report) = await ShrinkAsync(start);

        Assert.DoesNotContain(ModelManifest.EmbeddingFile, small.Manifest.Files.Keys);
        long rows = start.Vocabulary.Count, width = EmbeddingTable.ShapeOf(start.Weights).Width;
        Assert.Equal((rows + sizeof(float)) * width, new FileInfo(Path.Combine(small.Folder, ModelManifest.ByteEmbeddingFile)).Length);
        var before = _run.Run.ReadReport<DevReport>().Logits;
        double furthest = before.Zip(report.Logits).Max(
            row => row.First.Zip(row.Second).Max(logit => Math.Abs(logit.First - logit.Second)));
        Assert.InRange(furthest, 1e-6, 0.02);
        Assert.Contains(
            $"It is the net of {start.Label}, its table rounded to bytes",
            await File.ReadAllTextAsync(Path.Combine(small.Folder, ModelManifest.CardFile), Cancel),
            StringComparison.Ordinal);
    }

    /// <summary>So a package in bytes can be gone on from, and shrinking it again changes nothing.</summary>
    [Fact]
    public async Task ReadAsync_PackageInBytes_GivesTheWeightsThatItWasMadeOf()
    {
        var (small, _) = await ShrinkAsync(await StartAsync());

        var again = await StartingPackage.ReadAsync(small.Folder, _run.Model.Recipe.Net, Cancel);

        var written = new RunFolder(Path.Combine(_run.Root, "small")).ReadWeights();
        Assert.Equal(written.Names.Order(), again.Weights.Names.Order());
        Assert.All(written.All, weight =>
            Assert.Equal(weight.Values, again.Weights[weight.Name].Values, (a, b) => Math.Abs(a - b) <= 1e-6f * Math.Abs(a)));
    }

    [Fact]
    public async Task Write_RecipeOfAnotherModel_IsRefused()
    {
        var start = await StartAsync();

        var exception = Assert.Throws<DataException>(() => ShrunkRun.Write(
            start, _run.Model.Recipe with { Name = "other" }, Source(), new(Path.Combine(_run.Root, "small")), Cancel));

        Assert.StartsWith("tiny.json makes 'other' with the labels ", exception.Message, StringComparison.Ordinal);
    }

    private async Task<StartingPackage> StartAsync() =>
        await StartingPackage.ReadAsync((await TinyRun.PublishAsync(_run.Request)).Folder, _run.Model.Recipe.Net, Cancel);

    private async Task<(PublishedPackage Package, DevReport Report)> ShrinkAsync(StartingPackage start)
    {
        var run = new RunFolder(Path.Combine(_run.Root, "small"));
        var report = ShrunkRun.Write(start, _run.Model.Recipe with { ByteTable = true }, Source(), run, Cancel);
        return (await TinyRun.PublishAsync(_run.Request with { Run = run, Version = "2" }), report);
    }

    private ShrunkSource Source() => new("tiny.json", Vectors: null, Base: null, _run.Root);
}
