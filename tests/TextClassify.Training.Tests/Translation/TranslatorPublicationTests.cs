using System.Runtime.CompilerServices;
using TextClassify.Models;
using TextClassify.Models.Translator;
using TextClassify.Training.Packaging;
using TextClassify.Training.Translation;

namespace TextClassify.Training.Tests.Translation;

/// <summary>The publisher holds the graphs against the net, so a package that is written at all agrees.</summary>
public sealed class TranslatorPublicationTests
{
    // Not compared: what holds scores or hashes of scores, which differ in the last digit between processors.
    public static TheoryData<string> ExactFiles =>
        [TranslatorManifest.ReadFile, TranslatorManifest.WriteFile, ModelManifest.VocabularyFile];

    /// <summary>
    /// <c>tests/fixtures/translator-models/tiny-translator/1</c>, the package of random weights that the other suites load, is what the
    /// publisher writes. With <c>TEXTCLASSIFY_UPDATE_FIXTURES=1</c> the test writes it anew.
    /// </summary>
    [Theory]
    [MemberData(nameof(ExactFiles))]
    public async Task PublishAsync_TinyRun_IsTheCommittedFixture(string file)
    {
        using var run = new TinyTranslatorRun();
        string fixtures = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Source())!, "../../fixtures/translator-models"));
        bool update = Environment.GetEnvironmentVariable("TEXTCLASSIFY_UPDATE_FIXTURES") == "1";
        var request = update ? run.Request with { OutFolder = fixtures, Replace = true } : run.Request;

        var package = await PublishAsync(request);

        Assert.Equal(
            File.ReadAllBytes(Path.Combine(fixtures, "tiny-translator", "1", file)), File.ReadAllBytes(Path.Combine(package.Folder, file)));
    }

    [Fact]
    public async Task PublishAsync_TinyRun_TellsTopRanksAndValidity()
    {
        using var run = new TinyTranslatorRun();

        var package = await PublishAsync(run.Request);

        Assert.Equal(4, package.Manifest.Metrics["development_pairs"]);
        Assert.Contains("top_10", package.Manifest.Metrics.Keys);
        Assert.Contains("valid", package.Manifest.Metrics.Keys);
        string card = await File.ReadAllTextAsync(
            Path.Combine(package.Folder, ModelManifest.CardFile), TestContext.Current.CancellationToken);
        Assert.Contains("| right answer among the first | share |", card, StringComparison.Ordinal);
    }

    private static Task<PublishedPackage> PublishAsync(PublishRequest request) => Publisher.PublishAsync(
        new TranslatorPublication(request), request, TimeProvider.System, TestContext.Current.CancellationToken);

    private static string Source([CallerFilePath] string path = "") => path;
}
