using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Settings;
using TextClassify.Models;
using TextClassify.UnitTests.Models;
using TextClassify.UnitTests.Registry;

namespace TextClassify.UnitTests.Kinds.Classifier;

/// <summary>What the loader holds a package against beyond what its reader sees: its graphs, and what they give for the golden
/// texts.</summary>
public sealed class CrnnPackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-registry-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LoadAllAsync_GraphThatIsNotAGraph_IsRefusedWithoutThePath()
    {
        var refusal = await RefusalAsync(new TinyPackage().Honestly(ModelManifest.ForwardFile, [1, 2, 3]));

        Assert.Equal(ModelManifest.ForwardFile, refusal.File);
        Assert.StartsWith("cannot be loaded: ", refusal.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder, refusal.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "labels", """["a", "b", "c", "d"]""", "classes", 4, "has the output 'logits' as Float [any, 3] where model.json takes Float "
            + "[any, 4].")]
    [InlineData(
        null, null, "aspects", 3, "has the output 'word_weights' as Float [any, 2, any] where model.json takes Float [any, 3, any].")]
    [InlineData(
        null, null, "stateWidth", 6, "has the output 'forward_states' as Float [any, any, 5] where model.json takes Float [any, any, 6].")]
    [InlineData(
        null, null, "wordWidth", 6, "has the output 'word_states' as Float [any, any, 19] where model.json takes Float [any, any, 6].")]
    public async Task LoadAllAsync_ShapeThatIsNotTheGraphs_IsRefused(string? property, string? json, string axis, int size, string reason)
    {
        var package = new TinyPackage().Manifest(manifest =>
        {
            if (property is not null)
            {
                manifest[property] = JsonNode.Parse(json!);
            }

            manifest["shape"]![axis] = size;
        });
        if (axis == "classes")
        {
            package.Honestly(ModelManifest.GoldenFile, """[{"text": "a", "scores": [1, 0, 0, 0]}]"""u8.ToArray())
                .Profile(profile => profile["labelShares"] = JsonNode.Parse("[1, 0, 0, 0]"));
        }

        Assert.Equal(new PackageRefusal(ModelManifest.ForwardFile, reason), await RefusalAsync(package));
    }

    [Theory]
    [InlineData(0.00005, true)]
    [InlineData(0.00015, false)]
    public async Task LoadAllAsync_GoldenScoreOff_IsRefusedBeyondTheTolerance(double shift, bool served)
    {
        new TinyPackage().Golden(texts =>
        {
            var scores = texts[3]!["scores"]!.AsArray();
            scores[0] = scores[0]!.GetValue<double>() - shift;
            scores[1] = scores[1]!.GetValue<double>() + shift;
        }).Write(_folder);
        using var registry = Create();

        await registry.LoadAllAsync(Cancellation);

        Assert.Equal(served, registry.Current.All<ITextClassifier>().Count() == 1);
        Assert.All(registry.Current.Refused, refused => Assert.Matches(
            @"^golden.json does not reproduce: text 3 scores 0\.\d+ for 'negative' where 0\.\d+ is expected \(within 0\.0001\)\.$",
            refused.Refusal.ToString()));
    }

    [Fact]
    public async Task LoadAllAsync_AnotherTemperature_IsCaughtByTheGoldenTexts()
    {
        var refusal = await RefusalAsync(new TinyPackage().Manifest(manifest => manifest["temperature"] = 1.3));

        Assert.Equal(ModelManifest.GoldenFile, refusal.File);
    }

    [Fact]
    public async Task LoadAllAsync_WordsExchanged_IsCaughtByTheGoldenTexts()
    {
        var refusal = await RefusalAsync(new TinyPackage().Vocabulary(words =>
            words.Replace("\ngood\nbad\n", "\nbad\ngood\n", StringComparison.Ordinal)));

        Assert.Equal(ModelManifest.GoldenFile, refusal.File);
    }

    [Theory]
    [InlineData(0.00005, true)]
    [InlineData(0.0005, false)]
    public async Task LoadAllAsync_GoldenGradientOff_IsRefusedBeyondTheTolerance(double shift, bool served)
    {
        new TinyPackage().Golden(texts =>
        {
            var gradient = texts[3]!["gradientXInput"]!.AsArray();
            gradient[0] = gradient[0]!.GetValue<double>() + shift;
        }).Write(_folder);
        using var registry = Create();

        await registry.LoadAllAsync(Cancellation);

        Assert.Equal(served, registry.Current.All<ITextClassifier>().Count() == 1);
        Assert.All(registry.Current.Refused, refused => Assert.StartsWith(
            "golden.json does not reproduce: token 0 of text 3 has the gradient ", refused.Refusal.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadAllAsync_GradientsWithoutGoldenOnes_IsRefused()
    {
        var refusal = await RefusalAsync(new TinyPackage().Golden(texts => texts[0]!.AsObject().Remove("gradientXInput")));

        Assert.Equal("golden.json has no gradients at index 0, and model.json declares the capability 'gradients'.", refusal.ToString());
    }

    [Fact]
    public async Task LoadAllAsync_ExplainGraphThatIsTheForwardGraph_IsRefused()
    {
        var package = new TinyPackage();

        var refusal = await RefusalAsync(package.Honestly(ModelManifest.ExplainFile, package[ModelManifest.ForwardFile]));

        Assert.Equal("explain.onnx takes an input 'token_ids', which is not known.", refusal.ToString());
    }

    [Theory]
    [InlineData(0.00005, true)]
    [InlineData(0.0005, false)]
    public async Task LoadAllAsync_GoldenFirstHalfOff_IsRefusedBeyondTheTolerance(double shift, bool served)
    {
        new TinyPackage().Golden(texts =>
        {
            var half = texts[3]!["firstHalf"]!.AsArray();
            half[1] = half[1]!.GetValue<double>() + shift;
        }).Write(_folder);
        using var registry = Create();

        await registry.LoadAllAsync(Cancellation);

        Assert.Equal(served, registry.Current.All<ITextClassifier>().Count() == 1);
        Assert.All(registry.Current.Refused, refused => Assert.StartsWith(
            "golden.json does not reproduce: the first half of text 3 gives ", refused.Refusal.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadAllAsync_ContextualWithoutGoldenOnes_IsRefused()
    {
        var refusal = await RefusalAsync(new TinyPackage().Golden(texts => texts[0]!.AsObject().Remove("firstHalf")));

        Assert.Equal("golden.json has no firstHalf at index 0, and model.json declares the capability 'contextual'.", refusal.ToString());
    }

    [Fact]
    public async Task LoadAllAsync_GoldenFirstHalfOfAnotherCount_IsRefused()
    {
        var refusal = await RefusalAsync(new TinyPackage().Golden(texts => texts[1]!["firstHalf"]!.AsArray().RemoveAt(0)));

        Assert.Equal("golden.json has 2 numbers in firstHalf at index 1 where model.json has 3 labels.", refusal.ToString());
    }

    [Fact]
    public async Task LoadAllAsync_ContextualGraphThatIsTheForwardGraph_IsRefused()
    {
        var package = new TinyPackage();

        var refusal = await RefusalAsync(package.Honestly(ModelManifest.ContextualFile, package[ModelManifest.ForwardFile]));

        Assert.Equal("contextual.onnx has no input 'phrase'.", refusal.ToString());
    }

    [Fact]
    public async Task LoadAllAsync_GoldenTextWithoutAWord_IsRefused()
    {
        var refusal = await RefusalAsync(new TinyPackage().Honestly(
            ModelManifest.GoldenFile, """[{"text": "a", "scores": [1, 0, 0]}, {"text": "\u0000", "scores": [1, 0, 0]}]"""u8.ToArray()));

        Assert.Equal(ModelManifest.GoldenFile, refusal.File);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<PackageRefusal> RefusalAsync(TinyPackage package)
    {
        package.Write(_folder);
        using var registry = Create();
        await registry.LoadAllAsync(Cancellation);

        Assert.Empty(registry.Current.All<ITextClassifier>());
        return Assert.Single(registry.Current.Refused).Refusal;
    }

    private ModelRegistry Create() => new(
        ModelKindRegistration.All,
        Options.Create(new ModelsOptions { Directory = _folder }),
        Options.Create(new InferenceOptions()),
        TimeProvider.System,
        new RecordedLog<ModelRegistry>());
}
