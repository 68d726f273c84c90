using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TextClassify.Forward;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Kinds.Aspect;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Layout;
using TextClassify.Models;
using TextClassify.Models.Aspect;
using TextClassify.Text;

namespace TextClassify.UnitTests.Kinds.Aspect;

/// <summary>A small model of aspects through the service's loader, whole and spoilt.</summary>
public sealed class AspectPackageTests : IDisposable
{
    private const string Name = "tiny-aspect";

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-aspects-").FullName;

    public AspectPackageTests()
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(Solution.Folder, "tests", "fixtures", "aspect-models", Name, "1")))
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
        Assert.IsType<AspectManifest>(((LoadedAspectModel)outcome.Loaded!).Manifest);
        Assert.NotNull(((LoadedAspectModel)outcome.Loaded!).Aspects);
        Assert.NotEmpty(((LoadedAspectModel)outcome.Loaded!).GoldenTexts);
    }

    /// <summary>A text's numbers and its aspects' depend neither on the texts beside it nor on the other aspects.</summary>
    [Fact]
    public async Task RunAsync_TextsTogether_AreEachAlone()
    {
        const ForwardOutputs Outputs = ForwardOutputs.Evidence | ForwardOutputs.WordWeights | ForwardOutputs.ForwardStates
            | ForwardOutputs.BackwardStates | ForwardOutputs.LocalLogits | ForwardOutputs.Zones;
        var options = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        using var gate = RunSlots.Create(options);
        var outcome = await new PackageLoader(ModelKindRegistration.All, options, gate, TimeProvider.System)
            .LoadAsync(_folder, Name, "1", TestContext.Current.CancellationToken);
        using var resources = outcome.Resources;
        var model = (LoadedAspectModel)outcome.Loaded!;
        var random = new Random(3);
        AspectRow[] rows =
        [
            .. Enumerable.Range(1, 12).Select(length => new AspectRow(
                random.GetItems(Enumerable.Range(0, model.Encoder.Count).ToArray(), length),
                [.. Enumerable.Range(0, length).Select(start => new TokenRange(start, Math.Min(length, start + 2)))])),
        ];

        var together = await model.Aspects.RunAsync(
            rows, Outputs, new ForwardTerms(ForwardLane.Bulk), TestContext.Current.CancellationToken);

        for (int row = 0; row < rows.Length; row++)
        {
            for (int aspect = 0; aspect < rows[row].Aspects!.Count; aspect++)
            {
                var alone = await model.Aspects.RunAsync(
                    [rows[row] with { Aspects = [rows[row].Aspects![aspect]] }],
                    Outputs,
                    new ForwardTerms(ForwardLane.Interactive),
                    TestContext.Current.CancellationToken);
                Same(alone.Readings[0].Results[0], together.Readings[row].Results[aspect]);
                AddsUp(model.Forward.Bias.Span.ToArray(), together.Readings[row].Results[aspect]);
            }
        }
    }

    [Theory]
    [InlineData("encoder.onnx")]
    [InlineData("readout.onnx")]
    public async Task LoadAsync_MissingGraph_NamesIt(string file)
    {
        File.Delete(Path.Combine(_folder, file));

        Assert.Equal($"{file} is missing; model.json lists it.", await Refusal());
    }

    [Fact]
    public async Task LoadAsync_GraphNotListed_NamesIt()
    {
        Change(manifest => manifest["files"]!.AsObject().Remove(AspectManifest.ReadoutFile));

        Assert.Equal("model.json lists no SHA-256 for readout.onnx.", await Refusal());
    }

    [Theory]
    [InlineData("task", "\"classification\"", "has the task 'classification'; this build does 'aspect_sentiment'.")]
    [InlineData("capabilities", "[\"evidence\"]", "has the architecture 'mzu_aspect' without the capability 'aspects'.")]
    [InlineData("capabilities", "[\"aspects\", \"gradients\"]", "declares the capability 'gradients', which the architecture "
        + "'mzu_aspect' does not have.")]
    [InlineData("shape", "{\"classes\": 3, \"aspects\": 2, \"stateWidth\": 5, \"wordWidth\": 1}", "has 2 aspects, state width 5 and word "
        + "width 1; it takes 1, at least 1, and 0.")]
    [InlineData("zones", "{\"count\": 0, \"width\": 4}", "has 0 zones of width 4; both must be at least 1.")]
    [InlineData("zones", "null", "is not valid at $.zones")]
    [InlineData("extra", "1", "is not valid at")]
    public async Task LoadAsync_ManifestThatDoesNotFit_SaysWhy(string property, string value, string reason)
    {
        Change(manifest => manifest[property] = JsonNode.Parse(value));

        Assert.StartsWith($"model.json {reason}", await Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_StatesThatAreNotTheGraphs_NamesTheEncoder()
    {
        Change(manifest => manifest["shape"]!["stateWidth"] = 7);

        Assert.StartsWith("encoder.onnx has the output 'forward_states' as Float [any, any, ", await Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_ZonesThatAreNotTheGraphs_NamesTheEncoder()
    {
        Change(manifest => manifest["zones"]!["width"] = 999);

        Assert.StartsWith("encoder.onnx has the output 'forward_zones' as Float [any, any, ", await Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_GraphsChanged_NamesTheReadout()
    {
        byte[] encoder = await File.ReadAllBytesAsync(
            Path.Combine(_folder, AspectManifest.EncoderFile), TestContext.Current.CancellationToken);
        Honestly(AspectManifest.ReadoutFile, encoder);

        Assert.StartsWith("readout.onnx takes an input 'token_ids', which is not known.", await Refusal(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scores", "[1, 0, 0]", "does not reproduce: text 0 scores ")]
    [InlineData("tagged", "[{\"start\": 0, \"end\": 1}]", "does not reproduce: the aspects found in text 0 are [")]
    [InlineData("tagged", "[{\"start\": 1, \"end\": 2}, {\"start\": 0, \"end\": 1}]", "has 0 to 1 among tagged at index 0; spans lie in "
        + "the text of ")]
    [InlineData("tagged", "[{\"start\": 0, \"end\": 9999}]", "has 0 to 9999 among tagged at index 0; spans lie in the text of ")]
    [InlineData("tagged", "null", "has no aspect or no tagged at index 0; the text of an aspect model has both.")]
    [InlineData("aspect", "null", "has no aspect or no tagged at index 0; the text of an aspect model has both.")]
    [InlineData("aspect", "{\"start\": 3, \"end\": 3}", "has 3 to 3 as aspect at index 0, whose text has ")]
    public async Task LoadAsync_GoldenThatDoesNotFit_SaysWhy(string property, string value, string reason)
    {
        Golden(golden => golden[property] = JsonNode.Parse(value));

        Assert.StartsWith($"golden.json {reason}", await Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAsync_GoldenAspectWithoutAWord_IsRefused()
    {
        Golden(golden =>
        {
            golden["text"] = "   " + golden["text"]!.GetValue<string>();
            golden["aspect"] = JsonNode.Parse("{\"start\": 0, \"end\": 2}");
        });

        Assert.Equal("golden.json has an aspect without a word at index 0.", await Refusal());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Same(ForwardResult alone, ForwardResult together)
    {
        foreach (var (one, other) in new[]
        {
            (alone.Logits, together.Logits), (alone.Evidence, together.Evidence), (alone.WordWeights, together.WordWeights),
            (alone.LocalLogits, together.LocalLogits), (alone.ForwardStates, together.ForwardStates),
            (alone.BackwardStates, together.BackwardStates),
            (alone.ForwardZones, together.ForwardZones),
            (alone.BackwardZones, together.BackwardZones),
        })
        {
            Assert.NotEmpty(one);
            Assert.Equal(one, other, (a, b) => Math.Abs(a - b) <= 1e-5f * Math.Max(1, Math.Abs(a)));
        }
    }

    /// <summary>Logits are the bias and all evidence; attention sums to 1, and averages what the tokens say alone.</summary>
    private static void AddsUp(float[] bias, ForwardResult result)
    {
        Assert.Equal(1, result.WordWeights.Sum(), 1e-5);
        for (int label = 0; label < bias.Length; label++)
        {
            double evidence = bias[label], mean = 0;
            for (int token = 0; token < result.WordWeights.Length; token++)
            {
                evidence += result.Evidence[(token * bias.Length) + label];
                mean += result.WordWeights[token] * result.LocalLogits[(token * bias.Length) + label];
            }

            Assert.Equal(result.Logits[label], evidence, 1e-4);
            Assert.Equal(result.Logits[label], mean, 1e-4);
        }
    }

    private void Change(Action<JsonNode> change) => Edit(ModelManifest.FileName, change);

    private void Golden(Action<JsonNode> change)
    {
        Edit(ModelManifest.GoldenFile, golden => change(golden[0]!));
        Honestly(ModelManifest.GoldenFile, File.ReadAllBytes(Path.Combine(_folder, ModelManifest.GoldenFile)));
    }

    private void Honestly(string file, byte[] content)
    {
        File.WriteAllBytes(Path.Combine(_folder, file), content);
        Change(manifest => manifest["files"]![file] = Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private void Edit(string file, Action<JsonNode> change)
    {
        string path = Path.Combine(_folder, file);
        var node = JsonNode.Parse(File.ReadAllText(path))!;
        change(node);
        File.WriteAllText(path, node.ToJsonString());
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
        return await new PackageLoader(ModelKindRegistration.All, options, gate, TimeProvider.System)
            .LoadAsync(_folder, Name, "1", TestContext.Current.CancellationToken);
    }
}
