using System.Runtime.CompilerServices;
using System.Text.Json;
using TextClassify.Forward;
using TextClassify.Models;
using TextClassify.Models.Aspect;
using TextClassify.Training.Aspect;
using TextClassify.Training.Data;
using TextClassify.Training.Packaging;
using TextClassify.Training.Runs;

namespace TextClassify.Training.Tests.Aspect;

public sealed class AspectPublicationTests
{
    // Not compared: what holds scores or hashes of scores, which differ in the last digit between processors.
    public static TheoryData<string> ExactFiles =>
        [AspectManifest.EncoderFile, AspectManifest.ReadoutFile, ModelManifest.EmbeddingFile, ModelManifest.VocabularyFile];

    /// <summary>
    /// <c>tests/fixtures/aspect-models/tiny-aspect/1</c>, the package of random weights that the other suites load, is what the publisher
    /// writes. With <c>TEXTCLASSIFY_UPDATE_FIXTURES=1</c> the test writes it anew.
    /// </summary>
    [Theory]
    [MemberData(nameof(ExactFiles))]
    public async Task PublishAsync_TinyRun_IsTheCommittedFixture(string file)
    {
        using var run = new TinyAspectRun();
        string fixtures = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Source())!, "../../fixtures/aspect-models"));
        bool update = Environment.GetEnvironmentVariable("TEXTCLASSIFY_UPDATE_FIXTURES") == "1";
        var request = update ? run.Request with { OutFolder = fixtures, Replace = true } : run.Request;

        var package = await PublishAsync(request);

        Assert.Equal(
            File.ReadAllBytes(Path.Combine(fixtures, "tiny-aspect", "1", file)), File.ReadAllBytes(Path.Combine(package.Folder, file)));
    }

    /// <summary>Loaded and held against the run's own answers by the publisher.</summary>
    [Fact]
    public async Task PublishAsync_TableInBytes_IsHalfAsLarge()
    {
        using var run = new TinyAspectRun();
        var small = run.Write("small", seed: 1, recipe => recipe with { ByteTable = true });

        var package = await PublishAsync(run.Request with { Run = small });

        var shape = Assert.IsType<AspectManifest>(package.Manifest).Embedding;
        Assert.Equal(EmbeddingShape.BytePrecision, shape.Precision);
        Assert.Equal(
            (shape.Rows + sizeof(float)) * shape.Width,
            new FileInfo(Path.Combine(package.Folder, ModelManifest.ByteEmbeddingFile)).Length);
    }

    [Fact]
    public async Task PublishAsync_ThreeSeeds_StatesEachDomainAndTheSpread()
    {
        using var run = new TinyAspectRun();
        var request = run.Request with { Others = [run.Write("two", 2), run.Write("three", 3)] };

        var package = await PublishAsync(request);

        var metrics = package.Manifest.Metrics;
        RunFolder[] all = [run.Run, .. request.Others];
        var reports = all.Select(other => other.ReadReport<AspectReport>()).ToArray();
        Assert.Equal(reports[0].Domains[0].Accuracy, metrics["accuracy_meals"], 1e-6);
        Assert.Equal(reports.Average(report => report.Domains[1].Accuracy), metrics["accuracy_mean_goods"], 1e-6);
        Assert.Equal(reports[0].Domains[0].Spans.F1, metrics["span_f1_meals"], 1e-6);
        string card = await File.ReadAllTextAsync(
            Path.Combine(package.Folder, ModelManifest.CardFile), TestContext.Current.CancellationToken);
        Assert.Contains("mean of seeds 1, 2, 3", card, StringComparison.Ordinal);
    }

    /// <summary>Golden texts show every label of each domain, and an aspect that the model must find by itself.</summary>
    [Fact]
    public async Task PublishAsync_TinyRun_GoldenTextsHaveAspectsAndFoundOnes()
    {
        using var run = new TinyAspectRun();

        var package = await PublishAsync(run.Request);

        await using var stream = File.OpenRead(Path.Combine(package.Folder, ModelManifest.GoldenFile));
        var golden = JsonSerializer.Deserialize(stream, PackageJson.Default.IReadOnlyListGoldenText)!;
        Assert.True(golden.Count >= 6, $"{golden.Count} golden texts");
        Assert.All(golden, text => Assert.NotNull(text.Aspect));
        Assert.Contains(golden, text => text.Tagged!.Count > 0);
    }

    [Fact]
    public async Task PublishAsync_RunOfAnotherRecipe_IsRefused()
    {
        using var run = new TinyAspectRun();
        var other = run.Write("other", 2, recipe => recipe with { MaxTokens = 11 });

        var refusal = await Assert.ThrowsAsync<DataException>(() => PublishAsync(run.Request with { Others = [other] }));

        Assert.Contains("only the seed may differ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishAsync_OtherData_IsRefused()
    {
        using var run = new TinyAspectRun();
        string rows = Path.Combine(run.Root, "rows.jsonl");
        await File.WriteAllLinesAsync(
            rows, (await File.ReadAllLinesAsync(rows, TestContext.Current.CancellationToken))[..20], TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<DataException>(
            () => PublishAsync(run.Request));

        Assert.Contains("are they the data it was trained on?", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<PublishedPackage> PublishAsync(PublishRequest request) => Publisher.PublishAsync(
        new AspectPublication(request), request, TimeProvider.System, TestContext.Current.CancellationToken);

    private static string Source([CallerFilePath] string path = "") => path;
}
