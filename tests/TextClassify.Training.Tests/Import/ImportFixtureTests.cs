using System.Runtime.CompilerServices;
using TextClassify.Models;
using TextClassify.Training.Import;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Tests.Import;

/// <summary>
/// <c>tests/fixtures/imported-models</c>, which the other suites load, are what <see cref="ImportPublication"/> makes of
/// <see cref="SmallExport"/>.
/// With <c>TEXTCLASSIFY_UPDATE_FIXTURES=1</c> the test writes it anew.
/// </summary>
public sealed class ImportFixtureTests
{
    // Not compared: what holds scores or hashes of scores, which differ in the last digit between processors.
    [Theory]
    [InlineData("small", ModelManifest.ForwardFile)]
    [InlineData("small", ModelManifest.SingleEmbeddingFile)]
    [InlineData("small", ModelManifest.VocabularyFile)]
    [InlineData("small-bytes", ModelManifest.ForwardFile)]
    [InlineData("small-bytes", ModelManifest.SingleEmbeddingFile)]
    [InlineData("small-bytes", ModelManifest.VocabularyFile)]
    [InlineData("small-bytes", ModelManifest.MergesFile)]
    public async Task ImportAsync_SmallExport_IsTheCommittedFixture(string name, string file)
    {
        using var export = (name == "small" ? SmallExport.Bert() : SmallExport.Roberta()).Write();
        string fixtures = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Source())!, "../../fixtures/imported-models"));
        bool update = Environment.GetEnvironmentVariable("TEXTCLASSIFY_UPDATE_FIXTURES") == "1";
        var request = export.Request with { Name = name };
        request = update ? request with { OutFolder = fixtures, Replace = true } : request;

        var package = await Publisher.PublishAsync(
            new ImportPublication(request), request, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(File.ReadAllBytes(Path.Combine(fixtures, name, "1", file)), File.ReadAllBytes(Path.Combine(package.Folder, file)));
    }

    private static string Source([CallerFilePath] string path = "") => path;
}
