using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using TextClassify.Forward;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Traffic;
using TextClassify.Models;
using TextClassify.UnitTests.Models;

namespace TextClassify.UnitTests.Registry;

public sealed class RegistryChangeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-registry-").FullName;
    private readonly RecordedLog<ModelRegistry> _log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Activate_LoadedVersion_AnswersAndTheOneBeforeStays()
    {
        using var registry = await StartAsync("1", "2");
        Assert.Equal("2", registry.Current.ActiveVersion("tiny"));

        Assert.Equal(ModelChangeResult.Done, registry.Activate("tiny", "1", otherLabels: false).Result);

        Assert.Equal(new ModelTraffic("tiny", "1", "2"), registry.Current.TrafficOf("tiny"));
        Assert.Equal("1", registry.Current.Find<ITextClassifier>("tiny", null)!.Manifest.Version);
        Assert.NotNull(registry.Current.Find<ITextClassifier>("tiny", "2"));
    }

    [Fact]
    public async Task Activate_Restart_KeepsWhatTheOperatorChose()
    {
        using (var registry = await StartAsync("1", "2"))
        {
            registry.Activate("tiny", "1", otherLabels: false);
        }

        using var next = await StartAsync();
        Assert.Equal(new ModelTraffic("tiny", "1", "2"), next.Current.TrafficOf("tiny"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3\n")]
    [InlineData("../1\n")]
    public async Task LoadAll_KeptVersionUnfit_TakesTheHighest(string kept)
    {
        Write("1", "2");
        await File.WriteAllTextAsync(Path.Combine(_folder, "tiny", "active"), kept, Cancel);

        using var registry = await StartAsync();

        Assert.Equal("2", registry.Current.ActiveVersion("tiny"));
    }

    [Fact]
    public async Task SuspendCanary_ThenSetAgain_StaysOutUntilItIsLetIn()
    {
        using var registry = await StartAsync("1", "3");
        registry.SetTraffic("tiny", new CanaryTraffic("1", 1), null);
        Assert.Equal("1", registry.Current.TrafficOf("tiny")!.Choose("anyone"));

        Assert.True(registry.SuspendCanary("tiny", "1", suspended: true));
        Assert.False(registry.SuspendCanary("tiny", "1", suspended: true));
        Assert.False(registry.SuspendCanary("tiny", "3", suspended: true));
        registry.SetTraffic("tiny", new CanaryTraffic("1", 0.5), null);
        Assert.Equal(
            ("3", 0.5), (registry.Current.TrafficOf("tiny")!.Choose("anyone"), registry.Current.TrafficOf("tiny")!.Canary!.Weight));

        Assert.True(registry.SuspendCanary("tiny", "1", suspended: false));
        registry.SetTraffic("tiny", new CanaryTraffic("1", 1), null);
        Assert.Equal("1", registry.Current.TrafficOf("tiny")!.Choose("anyone"));
    }

    [Fact]
    public async Task Activate_OtherLabels_OnlyWhenAskedFor()
    {
        Package("3").Manifest(manifest => manifest["labels"] = JsonNode.Parse("""["bad", "so-so", "good"]""")).Write(_folder, "tiny", "3");
        using var registry = await StartAsync("1");
        registry.Activate("tiny", "1", otherLabels: true);

        var change = registry.Activate("tiny", "3", otherLabels: false);
        Assert.Equal(ModelChangeResult.Forbidden, change.Result);
        Assert.Equal("tiny/3 has the labels bad, so-so, good, and 1 has negative, neutral, positive.", change.Detail);
        Assert.Equal(ModelChangeResult.Forbidden, registry.SetTraffic("tiny", new CanaryTraffic("3", 0.1), null).Result);

        Assert.Equal(ModelChangeResult.Done, registry.Activate("tiny", "3", otherLabels: true).Result);
    }

    [Fact]
    public async Task Unload_WhileARequestHasIt_RunsToItsEnd()
    {
        using var registry = await StartAsync("1", "2");
        var package = registry.Current.Package("tiny", "1")!;
        var model = (LoadedClassifier)package.Model;
        var lease = package.TryLease()!;

        Assert.Equal(ModelChangeResult.Done, registry.Unload("tiny", "1").Result);
        Assert.Null(registry.Current.Package("tiny", "1"));
        Assert.Equal([package], registry.Draining);
        var batch = await model.Forward.RunAsync([model.Encoder.Encode("a fine film").Ids], ForwardOutputs.Logits, Cancel);
        Assert.Equal(3, batch.Results[0].Logits.Length);

        lease.Dispose();
        await package.Released.WaitAsync(Cancel);
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => model.Forward.RunAsync([model.Encoder.Encode("a").Ids], ForwardOutputs.Logits, Cancel));
        SpinWait.SpinUntil(() => registry.Draining.Count == 0, TimeSpan.FromSeconds(10));
        Assert.Empty(registry.Draining);
    }

    [Fact]
    public async Task Changes_ThatTheStateForbids_SayWhy()
    {
        using var registry = await StartAsync("1", "2", "3");
        registry.SetTraffic("tiny", new CanaryTraffic("1", 0.5), "2");

        Assert.Equal("tiny/3 is active; activate another version first.", Forbidden(registry.Unload("tiny", "3")));
        Assert.Equal("tiny/1 takes a share of the traffic; end the canary first.", Forbidden(registry.Unload("tiny", "1")));
        Assert.Equal("tiny/2 is compared with the active one; end the shadow first.", Forbidden(registry.Unload("tiny", "2")));
        Assert.Equal("tiny/3 is active; a canary or shadow is another version.", Forbidden(registry.SetTraffic("tiny", null, "3")));
        registry.SetTraffic("tiny", null, null);
        registry.Unload("tiny", "1");
        Assert.Equal("tiny/1 is not loaded; load it first.", Forbidden(registry.Activate("tiny", "1", false)));
        Assert.Equal(ModelChangeResult.Unknown, registry.Activate("tiny", "9", false).Result);
        Assert.Equal(ModelChangeResult.Unknown, registry.Unload("..", "..").Result);
        Assert.Equal(ModelChangeResult.Unknown, (await registry.LoadAsync("../tiny", "1", null, Cancel)).Result);
    }

    [Fact]
    public async Task Activate_TheCanary_EndsIt()
    {
        using var registry = await StartAsync("1", "2");
        registry.SetTraffic("tiny", new CanaryTraffic("1", 0.5), null);

        registry.Activate("tiny", "1", false);

        Assert.Null(registry.Current.TrafficOf("tiny")!.Canary);
    }

    /// <summary>A package that is being copied is not read half: it is loaded at the second look at which it is the same.</summary>
    [Fact]
    public async Task Scan_PackageAppears_IsLoadedWhenItIsWholeAndStaysReady()
    {
        using var registry = await StartAsync("1");
        Package("2").Without(ModelManifest.ForwardFile).Write(_folder, "tiny", "2");
        Assert.Empty(await registry.ScanAsync(null, Cancel));
        Package("2").Write(_folder, "tiny", "2");
        Assert.Empty(await registry.ScanAsync(null, Cancel));

        var told = new List<ILoadedModel>();
        var loaded = Assert.Single(await registry.ScanAsync(told.Add, Cancel));

        Assert.Equal(("tiny", "2"), (loaded.Name, loaded.Version));
        Assert.Equal([loaded.Model], told);
        Assert.Equal("1", registry.Current.ActiveVersion("tiny"));
        Assert.Empty(await registry.ScanAsync(null, Cancel));
    }

    [Fact]
    public async Task Scan_RefusedPackage_IsTriedAgainWhenItChanges()
    {
        using var registry = await StartAsync("1");
        Package("2").With(ModelManifest.CardFile, [1]).Write(_folder, "tiny", "2");
        await registry.ScanAsync(null, Cancel);
        Assert.Empty(await registry.ScanAsync(null, Cancel));
        Assert.Equal("2", Assert.Single(registry.Current.Refused).Version);
        await registry.ScanAsync(null, Cancel);
        Assert.Single(_log.Lines, line => line.Message.StartsWith("Package tiny 2 is refused", StringComparison.Ordinal));

        Package("2").Write(_folder, "tiny", "2");
        await registry.ScanAsync(null, Cancel);
        Assert.Single(await registry.ScanAsync(null, Cancel));
        Assert.Empty(registry.Current.Refused);
    }

    [Fact]
    public async Task Scan_UnloadedByAnOperator_StaysUnloaded()
    {
        using var registry = await StartAsync("1", "2");
        registry.Unload("tiny", "1");

        await registry.ScanAsync(null, Cancel);
        Assert.Empty(await registry.ScanAsync(null, Cancel));

        Assert.Equal(ModelChangeResult.Done, (await registry.LoadAsync("tiny", "1", null, Cancel)).Result);
        Assert.NotNull(registry.Current.Package("tiny", "1"));
    }

    [Fact]
    public async Task Scan_FilesOfALoadedVersionGo_ItServesOn()
    {
        using var registry = await StartAsync("1");
        Directory.Delete(Path.Combine(_folder, "tiny", "1"), recursive: true);

        await registry.ScanAsync(null, Cancel);

        var model = registry.Current.Find<ITextClassifier>("tiny", null)!;
        Assert.Single((await model.Forward.RunAsync([model.Encoder.Encode("good").Ids], ForwardOutputs.Logits, Cancel)).Results);
    }

    [Fact]
    public async Task Load_RefusedPackage_KeepsWhatServes()
    {
        using var registry = await StartAsync("1");
        Package("2").Golden(texts => texts[0]!["scores"] = JsonNode.Parse("[1, 0, 0]")).Write(_folder, "tiny", "2");
        var before = registry.Current.Package("tiny", "1");

        var change = await registry.LoadAsync("tiny", "2", null, Cancel);

        Assert.Equal(ModelChangeResult.Refused, change.Result);
        Assert.StartsWith("golden.json does not reproduce", change.Detail, StringComparison.Ordinal);
        Assert.Same(before, registry.Current.Package("tiny", "1"));
        Assert.Equal("2", Assert.Single(registry.Current.Refused).Version);
    }

    /// <summary>Whoever asks at the same time, a version is loaded once.</summary>
    [Fact]
    public async Task Load_ManyAtOnce_LoadsOnce()
    {
        using var registry = await StartAsync("1");
        Write("2");

        var changes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => registry.LoadAsync("tiny", "2", null, Cancel), Cancel)));

        Assert.Contains(changes, change => change.Result is ModelChangeResult.Done);
        Assert.All(changes, change => Assert.True(change.Result is ModelChangeResult.Done || change.Detail == "tiny/2 is being loaded."));
        Assert.Equal(2, registry.Current.Packages.Count);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static TinyPackage Package(string version) => new TinyPackage().Manifest(manifest => manifest["version"] = version);

    private static string Forbidden(ModelChange change)
    {
        Assert.Equal(ModelChangeResult.Forbidden, change.Result);
        return change.Detail;
    }

    private void Write(params string[] versions) => Array.ForEach(versions, version => Package(version).Write(_folder, "tiny", version));

    private async Task<ModelRegistry> StartAsync(params string[] versions)
    {
        Write(versions);
        var registry = new ModelRegistry(
            ModelKindRegistration.All, Options.Create(new ModelsOptions { Directory = _folder }),
            Options.Create(new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu }),
            TimeProvider.System,
            _log);
        await registry.LoadAllAsync(Cancel);
        return registry;
    }
}
