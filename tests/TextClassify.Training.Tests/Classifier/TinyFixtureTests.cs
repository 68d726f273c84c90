using System.Runtime.CompilerServices;
using Google.Protobuf;
using TextClassify.HiddenStates.Maps;
using TextClassify.Models;
using TextClassify.Training.Maps;
using TextClassify.Training.Packaging;
using TextClassify.Training.Tests.Onnx;

namespace TextClassify.Training.Tests.Classifier;

/// <summary>
/// <c>tests/fixtures/models/tiny/1</c>, the package of random weights that the other suites load, is what
/// <see cref="Publisher"/> and <see cref="MapPublisher"/> write.
/// With <c>TEXTCLASSIFY_UPDATE_FIXTURES=1</c> the test writes it anew.
/// </summary>
public sealed class TinyFixtureTests
{
    // Not compared: what holds scores or hashes of scores, which differ in the last digit between processors.
    public static TheoryData<string> ExactFiles =>
    [
        ModelManifest.ForwardFile,
        ModelManifest.ExplainFile,
        ModelManifest.ContextualFile,
        ModelManifest.EmbeddingFile,
        ModelManifest.VocabularyFile,
    ];

    [Theory]
    [MemberData(nameof(ExactFiles))]
    public async Task PublishAsync_TinyRun_IsTheCommittedFixture(string file)
    {
        using var run = new TinyRun();
        string fixtures = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Source())!, "../../fixtures/models"));
        bool update = Environment.GetEnvironmentVariable("TEXTCLASSIFY_UPDATE_FIXTURES") == "1";
        var request = update ? run.Request with { OutFolder = fixtures, Replace = true } : run.Request;

        var package = await TinyRun.PublishAsync(request);

        if (update)
        {
            await MapPublisher.PublishAsync(
                new MapRequest { Folder = package.Folder, Rows = run.Model.Dev },
                new Progress<(StateKind, double)>(),
                TestContext.Current.CancellationToken);
        }

        Assert.Equal(File.ReadAllBytes(Path.Combine(fixtures, "tiny", "1", file)), File.ReadAllBytes(Path.Combine(package.Folder, file)));
    }

    /// <summary><c>tests/fixtures/foreign</c>: the same net as a graph from embeddings to logits.</summary>
    [Fact]
    public void Build_EmbeddedGraph_IsTheCommittedFixture()
    {
        var model = TinyModel.Create(seed: 1);
        string path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Source())!, "../../fixtures/foreign", ModelManifest.ForwardFile));

        byte[] graph = EmbeddedGraph.Build(model.Recipe.Net, model.Weights).ToByteArray();
        if (Environment.GetEnvironmentVariable("TEXTCLASSIFY_UPDATE_FIXTURES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, graph);
        }

        Assert.Equal(File.ReadAllBytes(path), graph);
    }

    private static string Source([CallerFilePath] string path = "") => path;
}
