using System.Runtime.CompilerServices;
using TextClassify.Models;
using TextClassify.Training.Import;

namespace TextClassify.Training.Tests.Import;

/// <summary>
/// <c>tests/fixtures/imported-models/small/1</c>, which the suite of the service loads, is what <see cref="Importer"/> makes of
/// <see cref="SmallExport"/>. With <c>TEXTCLASSIFY_UPDATE_FIXTURES=1</c> the test writes it anew.
/// </summary>
public sealed class ImportFixtureTests
{
    // Not compared: what holds scores or hashes of scores, which differ in the last digit between processors.
    [Theory]
    [InlineData(ModelManifest.ForwardFile)]
    [InlineData(ModelManifest.SingleEmbeddingFile)]
    [InlineData(ModelManifest.VocabularyFile)]
    public async Task ImportAsync_SmallExport_IsTheCommittedFixture(string file)
    {
        using var export = SmallExport.Bert().Write();
        string fixtures = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Source())!, "../../fixtures/imported-models"));
        bool update = Environment.GetEnvironmentVariable("TEXTCLASSIFY_UPDATE_FIXTURES") == "1";
        var request = update ? export.Request with { Models = fixtures, Replace = true } : export.Request;

        var package = await Importer.ImportAsync(request, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(File.ReadAllBytes(Path.Combine(fixtures, "small", "1", file)), File.ReadAllBytes(Path.Combine(package.Folder, file)));
    }

    private static string Source([CallerFilePath] string path = "") => path;
}
