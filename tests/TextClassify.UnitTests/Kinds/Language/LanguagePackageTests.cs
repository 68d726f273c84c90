using System.Text.Json.Nodes;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Kinds.Language;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Layout;
using TextClassify.Models;
using TextClassify.Models.Language;

namespace TextClassify.UnitTests.Kinds.Language;

/// <summary>A small language model through the service's loader, whole and spoilt.</summary>
public sealed class LanguagePackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-language-").FullName;

    public LanguagePackageTests()
    {
        string fixture = Path.Combine(Solution.Folder, "tests", "fixtures", "language-models", "rhyme", "1");
        foreach (string path in Directory.EnumerateFiles(fixture))
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
        Assert.IsNotAssignableFrom<ITextClassifier>(outcome.Loaded);
        Assert.Equal("rhyme", Assert.IsType<LoadedLanguageModel>(outcome.Loaded).Manifest.Name);
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
    [InlineData("task", "\"classification\"", "has the architecture 'mzu_lm' and the task 'classification'; this build runs 'mzu_lm' for "
        + "'language_modelling'.")]
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
        ChangeGolden(golden => golden["bits"]![2] = golden["bits"]![2]!.GetValue<double>() + 0.01);

        Assert.StartsWith("golden.json does not reproduce: character 2 of text 0 has ", await Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_GoldenGradientThatDoesNotReproduce_IsRefused()
    {
        ChangeGolden(golden => golden["gradientXInput"]![3] = golden["gradientXInput"]![3]!.GetValue<double>() + 0.01);

        Assert.StartsWith("golden.json does not reproduce: token 3 of text 0 has the gradient ", await Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_GoldenWithoutGradients_IsRefused()
    {
        ChangeGolden(golden => golden.AsObject().Remove("gradientXInput"));

        Assert.Equal("golden.json has no gradients at index 0, and model.json declares the capability 'gradients'.", await Refusal());
    }

    /// <summary>A package of before there were gradients: the methods that run rows are left.</summary>
    [Fact]
    public async Task LoadAsync_NoGradients_ServesWithoutThem()
    {
        RemoveGradients();

        var outcome = await Load();
        using var resources = outcome.Resources;

        Assert.Null(outcome.Refusal);
        Assert.Null(((ICharacterModel)outcome.Loaded!).Pass.GradientsFrom(default));
        Assert.Null(((ICharacterModel)outcome.Loaded!).Explainers.Find("integrated_gradients"));
        Assert.NotNull(((ICharacterModel)outcome.Loaded!).Explainers.Find("leave_one_out"));
    }

    [Fact]
    public async Task LoadAsync_GoldenGradientsThatNothingDeclares_AreRefused()
    {
        RemoveGradients(fromGolden: false);

        Assert.Equal("golden.json has gradients at index 0 where model.json declares none.", await Refusal());
    }

    [Theory]
    [InlineData("capabilities", "[\"evidence\"]", "declares the capability 'evidence'; a language model has gradients or none.")]
    [InlineData("capabilities", "[]", "has an embedding and does not declare the capability 'gradients', which is what it is for.")]
    [InlineData("embedding", "null", "declares the capability 'gradients' and no embedding.")]
    [InlineData("embedding", "{\"rows\":5,\"width\":6}", "has an embedding of 5 rows and width 6; it takes 17 rows, one a character, and "
        + "a width of at least 1.")]
    [InlineData("embedding", "{\"rows\":17,\"width\":0}", "has an embedding of 17 rows and width 0; it takes 17 rows, one a character, "
        + "and a width of at least 1.")]
    public async Task LoadAsync_CapabilityThatDoesNotFit_SaysWhy(string property, string value, string reason)
    {
        Change(manifest => manifest[property] = JsonNode.Parse(value));

        Assert.Equal($"model.json {reason}", await Refusal());
    }

    [Fact]
    public async Task LoadAsync_TableOfAnotherWidth_SaysItsBytes()
    {
        Change(manifest => manifest["embedding"]!["width"] = 3);

        Assert.StartsWith("embedding.f16.bin has ", await Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ModelManifest.ExplainFile)]
    [InlineData(ModelManifest.EmbeddingFile)]
    public async Task LoadAsync_GradientsWithoutTheirFile_NamesIt(string file)
    {
        Change(manifest => manifest["files"]!.AsObject().Remove(file));

        Assert.Equal($"model.json lists no SHA-256 for {file}.", await Refusal());
    }

    [Fact]
    public async Task LoadAsync_AnotherGraphInTheBackwardGraphsPlace_NamesIt()
    {
        File.Copy(Path.Combine(_folder, ModelManifest.ForwardFile), Path.Combine(_folder, ModelManifest.ExplainFile), overwrite: true);
        Change(
            manifest => manifest["files"]![ModelManifest.ExplainFile] = manifest["files"]![ModelManifest.ForwardFile]!.GetValue<string>());

        Assert.Equal("explain.onnx takes an input 'character_ids', which is not known.", await Refusal());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void RemoveGradients(bool fromGolden = true)
    {
        foreach (string file in (string[])[ModelManifest.ExplainFile, ModelManifest.EmbeddingFile])
        {
            File.Delete(Path.Combine(_folder, file));
            Change(manifest => manifest["files"]!.AsObject().Remove(file));
        }

        Change(manifest => manifest.AsObject().Remove("capabilities"));
        Change(manifest => manifest.AsObject().Remove("embedding"));
        if (fromGolden)
        {
            ChangeGolden(golden => golden.AsObject().Remove("gradientXInput"), all: true);
        }
    }

    private void ChangeGolden(Action<JsonNode> change, bool all = false)
    {
        string path = Path.Combine(_folder, ModelManifest.GoldenFile);
        var golden = JsonNode.Parse(File.ReadAllText(path))!.AsArray();
        foreach (var text in golden.Take(all ? golden.Count : 1))
        {
            change(text!);
        }

        File.WriteAllText(path, golden.ToJsonString());
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        Change(manifest => manifest["files"]![ModelManifest.GoldenFile] = hash);
    }

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
        using var gate = RunSlots.Create(options);
        return await new PackageLoader(ModelKindRegistration.All, options, gate, TimeProvider.System).LoadAsync(
            _folder, "rhyme", "1", TestContext.Current.CancellationToken);
    }
}
