using System.Runtime.CompilerServices;
using System.Text.Json;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Models;
using TextClassify.Text;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Tests.Packaging;

/// <summary>
/// <c>tests/fixtures/models/tiny/1</c>, the package of random weights that the other suites load, is what this code writes.
/// <c>TEXTCLASSIFY_UPDATE_FIXTURES=1</c> writes it anew.
/// </summary>
public sealed class TinyFixtureTests : IDisposable
{
    private readonly string _out = Directory.CreateTempSubdirectory("textclassify-tiny-").FullName;

    [Fact]
    public async Task Write_TinyModel_IsTheCommittedFixture()
    {
        await WriteAsync(_out);
        string written = Path.Combine(_out, "tiny", "1");
        if (Environment.GetEnvironmentVariable("TEXTCLASSIFY_UPDATE_FIXTURES") == "1")
        {
            await WriteAsync(Fixtures);
        }

        // Golden scores, and the hash of their file, may differ in the last digit between processors.
        foreach (string file in (string[])[ModelManifest.ForwardFile, ModelManifest.EmbeddingFile, ModelManifest.VocabularyFile])
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(written, file)), File.ReadAllBytes(Path.Combine(Fixtures, "tiny", "1", file)));
        }
    }

    public void Dispose() => Directory.Delete(_out, recursive: true);

    private static string Fixtures => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Source())!, "../../fixtures/models"));

    private static string Source([CallerFilePath] string path = "") => path;

    private static async Task WriteAsync(string folder)
    {
        const double Temperature = 1.25;
        var model = TinyModel.Create(seed: 1);
        var net = model.Recipe.Net;
        var shape = new ForwardShape(model.Labels.Count, net.Aspects, net.StateWidth, net.WordWidth);
        var encoder = new TextEncoder(model.Vocabulary, model.Recipe.MaxTokens);
        var dev = EncodedSplit.Encode(model.Dev, model.Labels, encoder);

        using var stage = new PackageStage(folder, model.Recipe.Name, "1");
        ForwardFiles.Write(model, stage.Folder);
        using var forward = OnnxForwardPass.Open(
            Path.Combine(stage.Folder, ModelManifest.ForwardFile), shape, new InferenceOptions(), TimeProvider.System);

        var split = await dev.ScoreAsync(forward, TestContext.Current.CancellationToken);
        var texts = GoldenSelection.Choose(dev, encoder, model.Vocabulary);
        var batch = await forward.RunAsync(
            [.. texts.Select(text => encoder.Encode(text).Ids)], ForwardOutputs.Logits, TestContext.Current.CancellationToken);
        IReadOnlyList<GoldenText> golden =
        [
            .. texts.Zip(batch.Results, (text, result) =>
                new GoldenText(text, [.. Probabilities.Softmax(result.Logits, Temperature).Select(score => Math.Round(score, 6))])),
        ];

        stage.Write(ModelManifest.VocabularyFile, model.Vocabulary.Write);
        stage.Write(ModelManifest.CardFile, stream => stream.Write("# tiny\n\nRandom weights for tests; it knows nothing.\n"u8));
        stage.Write(ModelManifest.GoldenFile, stream => JsonSerializer.Serialize(stream, golden, PackageJson.Default.IReadOnlyListGoldenText));
        stage.Write(ReferenceProfile.FileName, stream =>
            JsonSerializer.Serialize(stream, ProfileBuilder.Build(dev.Texts, split, Temperature), PackageJson.Default.ReferenceProfile));
        var manifest = new ModelManifest
        {
            SchemaVersion = ModelManifest.CurrentSchema,
            Name = model.Recipe.Name,
            Version = "1",
            Architecture = "crnn",
            Task = "classification",
            Description = model.Recipe.Description,
            Labels = model.Labels,
            Tokenizer = new TokenizerSettings("word", model.Recipe.MaxTokens),
            Shape = shape,
            Embedding = new EmbeddingShape(model.Vocabulary.Count, net.EmbeddingWidth),
            Capabilities = Capabilities.All,
            Temperature = Temperature,
            Training = new TrainingRecord(model.Recipe.Source, model.RecipeName, model.Seed, model.TrainRows, model.Commit),
            Metrics = new SortedDictionary<string, double> { ["accuracy"] = 0.333333 },
            Files = stage.Hash(),
        };
        stage.Write(ModelManifest.FileName, stream => JsonSerializer.Serialize(stream, manifest, PackageJson.Default.ModelManifest));
        stage.Publish();
    }
}
