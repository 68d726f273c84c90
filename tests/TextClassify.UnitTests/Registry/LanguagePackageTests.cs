using System.Text.Json.Nodes;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Sessions;
using TextClassify.Layout;
using TextClassify.Models;

namespace TextClassify.Registry;

/// <summary>A small language model through the service's loader, whole and spoilt.</summary>
public sealed class LanguagePackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-language-").FullName;

    public LanguagePackageTests()
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(Solution.Folder, "tests", "fixtures", "language-models", "rhyme", "1")))
        {
            File.Copy(path, Path.Combine(_folder, Path.GetFileName(path)));
        }
    }

    [Fact]
    public async Task LoadAsync_WholePackage_Serves()
    {
        var outcome = await Load();
        using var resources = outcome.Resources;

        Assert.Null(outcome.Refusal);
        Assert.Null(outcome.Model);
        Assert.Equal("rhyme", outcome.Language!.Manifest.Name);
    }

    [Fact]
    public async Task LoadAsync_MissingStep_NamesIt()
    {
        File.Delete(Path.Combine(_folder, LanguageManifest.StepFile));

        Assert.Equal("step.onnx is missing; model.json lists it.", await Refusal());
    }

    [Fact]
    public async Task LoadAsync_ForeignFile_NamesIt()
    {
        File.WriteAllText(Path.Combine(_folder, "notes.txt"), "x");

        Assert.Equal("notes.txt is not listed in model.json.", await Refusal());
    }

    [Fact]
    public async Task LoadAsync_ChangedFile_NamesItsHash()
    {
        File.AppendAllText(Path.Combine(_folder, ModelManifest.VocabularyFile), "U+4E2D\n");

        Assert.StartsWith("vocab.txt has SHA-256 ", await Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schemaVersion", "9", "has schema version 9; this build reads 1.")]
    [InlineData("task", "\"classification\"", "has the architecture 'mzu_lm' and the task 'classification'; this build runs 'mzu_lm' for 'language_modelling'.")]
    [InlineData("name", "\"other\"", "names the model 'other' in a folder named 'rhyme'.")]
    [InlineData("extra", "1", "is not valid at")]
    public async Task LoadAsync_ManifestThatDoesNotFit_SaysWhy(string property, string value, string reason)
    {
        Change(manifest => manifest[property] = JsonNode.Parse(value));

        Assert.StartsWith($"model.json {reason}", await Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_ShapeThatIsNotTheGraphs_NamesTheGraph()
    {
        Change(manifest => manifest["shape"]!["stateWidth"] = 7);

        Assert.StartsWith("forward.onnx has the input 'state' as Float [1, any, ", await Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_GoldenThatDoesNotReproduce_IsRefused()
    {
        string path = Path.Combine(_folder, ModelManifest.GoldenFile);
        var golden = JsonNode.Parse(File.ReadAllText(path))!;
        golden[0]!["bits"]![2] = golden[0]!["bits"]![2]!.GetValue<double>() + 0.01;
        File.WriteAllText(path, golden.ToJsonString());
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        Change(manifest => manifest["files"]![ModelManifest.GoldenFile] = hash);

        Assert.StartsWith("golden.json does not reproduce: character 2 of text 0 has ", await Refusal(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Change(Action<JsonNode> change)
    {
        string path = Path.Combine(_folder, ModelManifest.FileName);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        change(manifest);
        File.WriteAllText(path, manifest.ToJsonString());
    }

    private async Task<string> Refusal()
    {
        var outcome = await Load();
        using var resources = outcome.Resources;
        return Assert.IsType<PackageRefusal>(outcome.Refusal).ToString();
    }

    private async Task<LoadOutcome> Load()
    {
        var options = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        using var gate = ForwardGate.Create(options);
        return await new PackageLoader(options, gate, TimeProvider.System).LoadAsync(_folder, "rhyme", "1", TestContext.Current.CancellationToken);
    }
}
