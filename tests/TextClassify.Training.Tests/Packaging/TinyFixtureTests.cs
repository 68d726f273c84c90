using System.Runtime.CompilerServices;
using TextClassify.HiddenStates.Maps;
using TextClassify.Models;
using TextClassify.Training.Maps;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Tests.Packaging;

/// <summary>
/// <c>tests/fixtures/models/tiny/1</c>, the package of random weights that the other suites load, is what
/// <see cref="ModelPublisher"/> and <see cref="MapPublisher"/> write.
/// With <c>TEXTCLASSIFY_UPDATE_FIXTURES=1</c> the test writes it anew.
/// </summary>
public sealed class TinyFixtureTests
{
    // Not compared: what holds scores or hashes of scores, which differ in the last digit between processors.
    public static TheoryData<string> ExactFiles =>
    [
        ModelManifest.ForwardFile, ModelManifest.ExplainFile, ModelManifest.ContextualFile, ModelManifest.EmbeddingFile, ModelManifest.VocabularyFile,
    ];

    [Theory]
    [MemberData(nameof(ExactFiles))]
    public async Task PublishAsync_TinyRun_IsTheCommittedFixture(string file)
    {
        using var run = new TinyRun();
        string fixtures = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Source())!, "../../fixtures/models"));
        bool update = Environment.GetEnvironmentVariable("TEXTCLASSIFY_UPDATE_FIXTURES") == "1";
        var request = update ? run.Request with { OutFolder = fixtures, Replace = true } : run.Request;

        var package = await ModelPublisher.PublishAsync(request, TimeProvider.System, TestContext.Current.CancellationToken);

        if (update)
        {
            await MapPublisher.PublishAsync(
                new MapRequest { Folder = package.Folder, Rows = run.Model.Dev }, new Progress<(StateKind, double)>(), TestContext.Current.CancellationToken);
        }

        Assert.Equal(File.ReadAllBytes(Path.Combine(fixtures, "tiny", "1", file)), File.ReadAllBytes(Path.Combine(package.Folder, file)));
    }

    private static string Source([CallerFilePath] string path = "") => path;
}
