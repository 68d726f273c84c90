using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Kinds.Translator;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Layout;
using TextClassify.Models;
using TextClassify.Models.Translator;
using TextClassify.Translation;

namespace TextClassify.UnitTests.Kinds.Translator;

/// <summary>A small translator through the service's loader, whole and spoilt.</summary>
public sealed class TranslatorPackageTests : IDisposable
{
    private const string Name = "tiny-translator";

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-translator-").FullName;

    public TranslatorPackageTests()
    {
        string fixture = Path.Combine(Solution.Folder, "tests", "fixtures", "translator-models", Name, "1");
        foreach (string path in Directory.EnumerateFiles(fixture))
        {
            File.Copy(path, Path.Combine(_folder, Path.GetFileName(path)));
        }
    }

    [Fact]
    public async Task LoadAsync_WholePackage_Serves()
    {
        var outcome = await LoadAsync();
        using var resources = outcome.Resources;

        Assert.Null(outcome.Refusal);
        Assert.Equal(TextNotation.Smiles, Assert.IsType<LoadedTranslator>(outcome.Loaded).Notation);
    }

    /// <summary>Attention sums to 1 at every symbol, and a wide beam's first text is at least as likely as greedy's.</summary>
    [Fact]
    public async Task Pass_WholePackage_LooksWithAllOfItsAttention()
    {
        var outcome = await LoadAsync();
        using var resources = outcome.Resources;
        var model = (ITranslator)outcome.Loaded!;
        int[] source = model.Vocabulary.Encode("CCO", model.Notation);
        using var wide = await model.Pass.ReadAsync(source, 5, TestContext.Current.CancellationToken);
        using var narrow = await model.Pass.ReadAsync(source, 1, TestContext.Current.CancellationToken);

        var found = await BeamSearch.RunAsync(wide, model.Pass.Shape, 5, attention: true, TestContext.Current.CancellationToken);
        var greedy = await BeamSearch.RunAsync(narrow, model.Pass.Shape, 1, attention: false, TestContext.Current.CancellationToken);

        Assert.Contains(found, text => text.Ids.Length > 0);
        Assert.All(found.SelectMany(text => text.Attention.Chunk(source.Length)), row => Assert.Equal(1, row.Sum(), 1e-5f));
        Assert.True(found[0].LogProbability >= greedy[0].LogProbability - 1e-5);
    }

    [Fact]
    public async Task LoadAsync_MissingGraph_NamesIt()
    {
        File.Delete(Path.Combine(_folder, TranslatorManifest.WriteFile));

        Assert.Equal("write.onnx is missing; model.json lists it.", await RefusalAsync());
    }

    [Theory]
    [InlineData("schemaVersion", "9", "has schema version 9; this build reads 1.")]
    [InlineData("task", "\"classification\"", "has the architecture 'translator' and the task 'classification'; this build runs ")]
    [InlineData("name", "\"other\"", "names the model 'other' in a folder named 'tiny-translator'.")]
    [InlineData("notation", "\"runes\"", "is not valid at $.notation")]
    [InlineData("extra", "1", "is not valid at")]
    public async Task LoadAsync_ManifestThatDoesNotFit_SaysWhy(string property, string value, string reason)
    {
        Change(manifest => manifest[property] = JsonNode.Parse(value));

        Assert.StartsWith($"model.json {reason}", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("writerWidth", 8, "read.onnx has the output 'keys' as Float [")]
    [InlineData("readerWidth", 7, "read.onnx has the output 'memory' as Float [")]
    [InlineData("symbols", 99, "vocab.txt has ")]
    [InlineData("maxSymbols", 0, "model.json has ")]
    public async Task LoadAsync_ShapeThatIsNotTheGraphs_NamesTheFile(string property, int value, string reason)
    {
        Change(manifest => manifest["shape"]![property] = value);

        Assert.StartsWith(reason, await RefusalAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("target", "\"OOOO\"", "golden.json does not reproduce: text 0 gives ")]
    [InlineData("logProbability", "-0.001", "golden.json does not reproduce: text 0 gives ")]
    [InlineData("logProbability", "1", "golden.json has a log probability of 1 at index 0; it must be at most 0.")]
    [InlineData("source", "\"\"", "golden.json has a source of 0 symbols at index 0; it must have 1 to ")]
    public async Task LoadAsync_GoldenThatDoesNotFit_IsRefused(string property, string value, string reason)
    {
        ChangeGolden(golden => golden[0]![property] = JsonNode.Parse(value));

        Assert.StartsWith(reason, await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_GoldenOfNothing_IsRefused()
    {
        ChangeGolden(golden => golden.Clear());

        Assert.Equal("golden.json has no text.", await RefusalAsync());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string?> RefusalAsync() => (await LoadAsync()).Refusal?.ToString();

    private Task<LoadOutcome> LoadAsync() => new PackageLoader(
        ModelKindRegistration.All,
        new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu },
        new RunSlots(maxConcurrentRuns: 1, queueCapacity: 8),
        TimeProvider.System).LoadAsync(_folder, Name, "1", TestContext.Current.CancellationToken);

    private void ChangeGolden(Action<JsonArray> change)
    {
        string path = Path.Combine(_folder, ModelManifest.GoldenFile);
        var golden = JsonNode.Parse(File.ReadAllText(path))!.AsArray();
        change(golden);
        File.WriteAllText(path, golden.ToJsonString());
        string hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
        Change(manifest => manifest["files"]![ModelManifest.GoldenFile] = hash);
    }

    private void Change(Action<JsonObject> change)
    {
        string path = Path.Combine(_folder, ModelManifest.FileName);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        change(manifest);
        File.WriteAllText(path, manifest.ToJsonString());
    }
}
