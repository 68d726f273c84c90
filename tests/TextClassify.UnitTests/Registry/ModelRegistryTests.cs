using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TextClassify.Explain.Catalog;
using TextClassify.Forward;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Settings;
using TextClassify.Models;
using TextClassify.UnitTests.Models;

namespace TextClassify.UnitTests.Registry;

public sealed class ModelRegistryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-registry-").FullName;
    private readonly RecordedLog<ModelRegistry> _log = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LoadAllAsync_ValidPackage_ServesItWithItsGoldenScores()
    {
        new TinyPackage().Write(_folder);
        using var registry = Create();

        await registry.LoadAllAsync(Cancellation);

        var model = Assert.Single(registry.Current.All<ITextClassifier>());
        Assert.Same(model, registry.Current.Find<ITextClassifier>(null, null));
        Assert.Equal(64, model.Sha256.Length);
        Assert.Equal(_time.GetUtcNow(), model.LoadedAt);
        Assert.Equal(ExplainerCatalog.Default.For(model.Capabilities).All, model.Explainers.All);
        Assert.NotNull(model.Explainers.Find("integrated_gradients"));
        var batch = await model.Forward.RunAsync([model.Encoder.Encode("a fine film").Ids], ForwardOutputs.Evidence, Cancellation);
        Assert.Equal(9, batch.Results[0].Evidence.Length);
        Assert.Contains(_log.Lines, line => line.Level is LogLevel.Information && line.Message.StartsWith(
            $"Model tiny 1 ({model.Sha256}) serves on Cpu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadAllAsync_OneCorruptedOfThree_RefusesItAndServesTheOthers()
    {
        Copy("alpha", "1").Write(_folder, "alpha");
        Copy("beta", "1").With(ModelManifest.CardFile, [1]).Write(_folder, "beta");
        Copy("gamma", "1").Write(_folder, "gamma");
        using var registry = Create();

        await registry.LoadAllAsync(Cancellation);

        Assert.Equal(["alpha", "gamma"], registry.Current.All<ITextClassifier>().Select(model => model.Manifest.Name));
        var refused = Assert.Single(registry.Current.Refused);
        Assert.Equal(("beta", "1", ModelManifest.CardFile), (refused.Name, refused.Version, refused.Refusal.File));
        Assert.Null(registry.Current.Find<ITextClassifier>("beta", null));
        var line = Assert.Single(_log.Lines, line => line.Level is LogLevel.Error);
        Assert.StartsWith("Package beta 1 is refused: card.md has SHA-256", line.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAllAsync_FolderMissing_SaysWhichAndHowToSetIt()
    {
        Directory.Delete(_folder);
        using var registry = Create();

        var error = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => registry.LoadAllAsync(Cancellation));

        Assert.Equal($"The models' folder {_folder} does not exist; set Models:Directory.", error.Message);
        Directory.CreateDirectory(_folder);
    }

    [Fact]
    public async Task LoadAllAsync_EmptyFolder_ServesNothingAndWarns()
    {
        using var registry = Create();

        await registry.LoadAllAsync(Cancellation);

        Assert.Null(registry.Current.Find<ITextClassifier>(null, null));
        Assert.Contains(
            _log.Lines, line => line.Level is LogLevel.Warning && line.Message.StartsWith("No model is loaded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task LoadAllAsync_FoldersAndFilesThatAreNoPackages_AreLeftAlone()
    {
        new TinyPackage().Write(_folder);
        new TinyPackage().Write(_folder, ".tiny-2.partial");
        File.WriteAllText(Path.Combine(_folder, "README.md"), "x");
        using var registry = Create();

        await registry.LoadAllAsync(Cancellation);

        Assert.Single(registry.Current.All<ITextClassifier>());
        Assert.Empty(registry.Current.Refused);
    }

    [Fact]
    public async Task LoadAllAsync_CudaWhereThereIsNone_RunsOnTheCpuWithOneWarning()
    {
        Copy("alpha", "1").Write(_folder, "alpha");
        Copy("beta", "1").Write(_folder, "beta");
        using var registry = Create(new InferenceOptions { ExecutionProvider = ExecutionProvider.Cuda });

        await registry.LoadAllAsync(Cancellation);

        Assert.All(registry.Current.All<ITextClassifier>(), model =>
        {
            Assert.Equal((ExecutionProvider.Cuda, ExecutionProvider.Cpu), (model.Provider.Requested, model.Provider.Effective));
            Assert.NotEmpty(model.Provider.Reason);
        });
        var warning = Assert.Single(_log.Lines, line => line.Level is LogLevel.Warning);
        Assert.StartsWith("Models run on Cpu; Cuda was asked for. ", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadAllAsync_Auto_SaysInOneLineWhatItGotAndWhy()
    {
        new TinyPackage().Write(_folder);
        using var registry = Create();

        await registry.LoadAllAsync(Cancellation);

        var line = Assert.Single(_log.Lines, line => line.Message.StartsWith("Models run on ", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Information, line.Level);
    }

    [Fact]
    public async Task Find_SeveralVersions_TakesTheHighestUnlessNamed()
    {
        Copy("alpha", "9").Write(_folder, "alpha", "9");
        Copy("alpha", "10").Write(_folder, "alpha", "10");
        Copy("beta", "1").Write(_folder, "beta");
        using var registry = Create();

        await registry.LoadAllAsync(Cancellation);

        Assert.Equal("10", registry.Current.Find<ITextClassifier>("alpha", null)!.Manifest.Version);
        Assert.Equal("9", registry.Current.Find<ITextClassifier>("alpha", "9")!.Manifest.Version);
        Assert.Null(registry.Current.Find<ITextClassifier>("alpha", "11"));
        Assert.Null(registry.Current.Find<ITextClassifier>("Alpha", null));
        Assert.Equal("10", registry.Current.ActiveVersion("alpha"));
    }

    [Theory]
    [InlineData(null, "alpha", 0)]
    [InlineData("beta", "beta", 0)]
    [InlineData("gamma", "alpha", 1)]
    public async Task Find_NoName_TakesTheDefault(string? configured, string expected, int warnings)
    {
        Copy("alpha", "1").Write(_folder, "alpha");
        Copy("beta", "1").Write(_folder, "beta");
        using var registry = Create(models: new ModelsOptions { Directory = _folder, Default = configured });

        await registry.LoadAllAsync(Cancellation);

        Assert.Equal(expected, registry.Current.Find<ITextClassifier>(null, null)!.Manifest.Name);
        Assert.Equal(warnings, _log.Lines.Count(line => line.Level is LogLevel.Warning));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TinyPackage Copy(string name, string version) => new TinyPackage().Manifest(manifest =>
    {
        manifest["name"] = name;
        manifest["version"] = version;
    });

    private ModelRegistry Create(InferenceOptions? inference = null, ModelsOptions? models = null) => new(
        ModelKindRegistration.All,
        Options.Create(models ?? new ModelsOptions { Directory = _folder }),
        Options.Create(inference ?? new InferenceOptions()),
        _time,
        _log);
}
