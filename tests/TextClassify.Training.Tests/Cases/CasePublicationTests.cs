using System.Runtime.CompilerServices;
using System.Text.Json;
using TextClassify.Models;
using TextClassify.Models.Sources;
using TextClassify.Training.Cases;
using TextClassify.Training.Data;
using TextClassify.Training.Nets.Communicating;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Tests.Cases;

/// <summary>
/// The publisher holds the graphs against the net on cases with and without each source, so a package that is written at all agrees.
/// </summary>
public sealed class CasePublicationTests
{
    // Not compared: what holds scores or hashes of scores, which differ in the last digit between processors.
    public static TheoryData<string> ExactFiles =>
    [
        SourcesManifest.ReadFile, SourcesManifest.NodeFile, SourcesManifest.ReadoutFile, ModelManifest.EmbeddingFile,
        ModelManifest.VocabularyFile,
    ];

    /// <summary>
    /// <c>tests/fixtures/sources-models/tiny-sources/1</c>, the package of random weights that the other suites load, is what the publisher
    /// writes. With <c>TEXTCLASSIFY_UPDATE_FIXTURES=1</c> the test writes it anew.
    /// </summary>
    [Theory]
    [MemberData(nameof(ExactFiles))]
    public async Task PublishAsync_TinyRun_IsTheCommittedFixture(string file)
    {
        using var run = new TinyCaseRun();
        string fixtures = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Source())!, "../../fixtures/sources-models"));
        bool update = Environment.GetEnvironmentVariable("TEXTCLASSIFY_UPDATE_FIXTURES") == "1";
        var request = update ? run.Request with { OutFolder = fixtures, Replace = true } : run.Request;

        var package = await PublishAsync(request);

        Assert.Equal(
            File.ReadAllBytes(Path.Combine(fixtures, "tiny-sources", "1", file)), File.ReadAllBytes(Path.Combine(package.Folder, file)));
    }

    [Fact]
    public async Task PublishAsync_TinyRun_HasGoldenCasesWholeAndWithoutASource()
    {
        using var run = new TinyCaseRun();

        var package = await PublishAsync(run.Request);

        await using var stream = File.OpenRead(Path.Combine(package.Folder, ModelManifest.GoldenFile));
        var golden = JsonSerializer.Deserialize(stream, PackageJson.Default.IReadOnlyListGoldenText)!;
        Assert.Contains(golden, text => text.Sources is { Count: 3 });
        Assert.Contains(golden, text => text.Sources is { Count: 2 });
        Assert.Contains(golden, text => text.Sources is null);
        string card = await File.ReadAllTextAsync(
            Path.Combine(package.Folder, ModelManifest.CardFile), TestContext.Current.CancellationToken);
        Assert.Contains("| merged, no message sent |", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishAsync_NodesThatSendNothing_ShipNothing()
    {
        using var run = new TinyCaseRun(AggregationKind.None);

        var refusal = await Assert.ThrowsAsync<DataException>(() => PublishAsync(run.Request));

        Assert.Contains("net.aggregation none", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<PublishedPackage> PublishAsync(PublishRequest request) => Publisher.PublishAsync(
        new CasePublication(request), request, TimeProvider.System, TestContext.Current.CancellationToken);

    private static string Source([CallerFilePath] string path = "") => path;
}
