using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Options;
using TextClassify.Forward;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Settings;
using TextClassify.Models;
using TextClassify.UnitTests.Models;
using TextClassify.UnitTests.Registry;

namespace TextClassify.UnitTests.Loading;

/// <summary>What a folder may hold beside sound packages: graphs without an end, files that are none, names that collide.</summary>
public sealed class PackageLoaderTests : IDisposable
{
    /// <summary>Far above what a load takes, far below a graph that loops for good.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-loader-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LoadAll_CorpusWithoutATextAndAnotherVersionSound_ServesBothAndSaysWhatIsWrong()
    {
        Write("1");
        string corpus = Encoding.UTF8.GetString(new TinyPackage()[ReferenceCorpus.FileName]);
        int texts = corpus.IndexOf("\"texts\"", StringComparison.Ordinal);
        new TinyPackage().Manifest(manifest => manifest["version"] = "2")
            .Honestly(ReferenceCorpus.FileName, Encoding.UTF8.GetBytes(corpus[..texts] + "\"texts\": [null]}"))
            .Write(_folder, "tiny", "2");

        using var registry = await StartAsync();

        Assert.Empty(registry.Current.Refused);
        var maps = registry.Current.Find<ITextClassifier>("tiny", "2")!.Maps;
        Assert.Equal("corpus.json has an empty text at index 0.", maps.Refused[0].ToString());
    }

    [Fact]
    public async Task Load_ArchitectureOfNoKind_IsRefusedWithThoseThereAre()
    {
        new TinyPackage().Manifest(manifest => manifest["architecture"] = "transformer").Write(_folder, "tiny");

        using var registry = await StartAsync();

        Assert.Equal(
            "model.json has the architecture 'transformer'; this build runs 'crnn', 'onnx', 'mzu_aspect', 'mzu_lm', "
            + "'communicating_nodes' and 'translator'.",
            Assert.Single(registry.Current.Refused).Refusal.ToString());
    }

    [Fact]
    public async Task Load_GraphThatLoopsForGood_IsRefusedWhenItsRunTakesTooLong()
    {
        LoopingPackage.Create(longest: 0).Write(_folder);

        using var registry = await StartAsync(run: TimeSpan.FromSeconds(1)).WaitAsync(Soon, Cancel);

        var refused = Assert.Single(registry.Current.Refused);
        Assert.Equal(
            "forward.onnx does not come to an end: a run of it took longer than 1 s, which Inference:RunTimeout allows.",
            refused.Refusal.ToString());
        Assert.Equal(0, registry.Runs);
    }

    [Fact]
    public async Task Load_GraphThatLoopsForGood_IsRefusedAtTheLoadsDeadline()
    {
        LoopingPackage.Create(longest: 0).Write(_folder);

        using var registry = await StartAsync(load: TimeSpan.FromSeconds(1)).WaitAsync(Soon, Cancel);

        var refused = Assert.Single(registry.Current.Refused);
        Assert.Equal("forward.onnx was not loaded and checked within 1 s, which Models:LoadTimeout allows.", refused.Refusal.ToString());

        // The refusal does not wait for the run, which looks between nodes whether it is ended.
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        soon.CancelAfter(Soon);
        while (registry.Runs > 0)
        {
            await Task.Delay(20, soon.Token);
        }
    }

    [Fact]
    public async Task Run_TextOnWhichAServedGraphLoops_EndsAndTheNextIsAnswered()
    {
        LoopingPackage.Create(longest: 100).Write(_folder);
        using var registry = await StartAsync(run: TimeSpan.FromSeconds(1));
        var model = registry.Current.Find<ITextClassifier>("tiny", null)!;

        var ended = await Assert.ThrowsAsync<RunEndedException>(() => RunAsync(model, 101).WaitAsync(Soon, Cancel));

        Assert.Equal(RunEnd.Time, ended.End);
        var next = await RunAsync(model, 100);
        Assert.Equal([0f, 0f, 0f], next.Results[0].Logits);
    }

    [Fact]
    public async Task EndLongRuns_RunThatLoops_EndsWithinSeconds()
    {
        LoopingPackage.Create(longest: 100).Write(_folder);
        using var registry = await StartAsync();
        var running = Task.Run(() => RunAsync(registry.Current.Find<ITextClassifier>("tiny", null)!, 101), Cancel);

        registry.EndLongRuns();

        Assert.Equal(RunEnd.Stop, (await Assert.ThrowsAsync<RunEndedException>(() => running.WaitAsync(Soon, Cancel))).End);
    }

    /// <summary>Neither where the models lie nor what else this machine has.</summary>
    [Theory]
    [InlineData("/etc/hostname")]
    [InlineData("../../../../../../etc/hostname")]
    [InlineData("absent.bin")]
    public async Task Load_ExternalDataElsewhere_TellsNoPath(string file)
    {
        LoopingPackage.Create(longest: 100, file).Write(_folder);

        using var registry = await StartAsync();

        Assert.Equal(
            "forward.onnx cannot be loaded: its external data are not in the package, or are not what it says.",
            Assert.Single(registry.Current.Refused).Refusal.ToString());
    }

    [Theory]
    [InlineData("mkfifo", "model.json", "model.json is empty, or no regular file.")]
    [InlineData("mkfifo", "card.md", "card.md is empty, or no regular file.")]
    [InlineData("link", "vocab.txt", "vocab.txt is a link; a package holds regular files only.")]
    [InlineData("link", "model.json", "model.json is a link; a package holds regular files only.")]
    [InlineData("folder", "golden.json", "golden.json is a folder; a package has none.")]
    public async Task Scan_FileThatIsNone_IsRefusedUnopenedAndTheOthersServe(string kind, string file, string sentence)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are made with mkfifo.");
        Write("1");
        using var registry = await StartAsync();
        Write("2", "3");
        string path = Path.Combine(_folder, "tiny", "2", file);
        File.Move(path, Path.Combine(_folder, "aside"));
        switch (kind)
        {
            case "mkfifo":
                await Process.Start("mkfifo", [path]).WaitForExitAsync(Cancel);
                break;
            case "link":
                File.CreateSymbolicLink(path, Path.Combine(_folder, "aside"));
                break;
            default:
                Directory.CreateDirectory(path);
                break;
        }

        await registry.ScanAsync(null, Cancel).WaitAsync(Soon, Cancel);
        await registry.ScanAsync(null, Cancel).WaitAsync(Soon, Cancel);

        Assert.Equal(("2", sentence), (Assert.Single(registry.Current.Refused).Version, registry.Current.Refused[0].Refusal.ToString()));
        Assert.Equal(["1", "3"], registry.Current.Packages.Select(package => package.Version));
    }

    [Fact]
    public async Task Activate_PipeInPlaceOfTheActiveFile_NeitherWaitsNorFails()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are made with mkfifo.");
        Write("1", "2");
        foreach (string file in (string[])["active", "active.new"])
        {
            await Process.Start("mkfifo", [Path.Combine(_folder, "tiny", file)]).WaitForExitAsync(Cancel);
        }

        using var registry = await StartAsync().WaitAsync(Soon, Cancel);
        await Task.Run(() => registry.Activate("tiny", "1", otherLabels: false), Cancel).WaitAsync(Soon, Cancel);

        Assert.Equal("1\n2\n", await File.ReadAllTextAsync(Path.Combine(_folder, "tiny", "active"), Cancel));
    }

    [Theory]
    [InlineData("active", "model.json lies in a folder named 'active'; a version is ")]
    [InlineData("ACTIVE.new", "model.json lies in a folder named 'ACTIVE.new'; a version is ")]
    [InlineData("2\n3", "model.json lies in a folder named '2?3'; a version is ")]
    public async Task LoadAll_VersionThatMayNotBe_IsRefused(string version, string sentence)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        Write("1");
        Write(version);

        using var registry = await StartAsync();

        Assert.StartsWith(sentence, Assert.Single(registry.Current.Refused).Refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal("1", registry.Current.ActiveVersion("tiny"));
        Assert.Equal(ModelChangeResult.Unknown, (await registry.LoadAsync("tiny", version, null, Cancel)).Result);
    }

    [Fact]
    public async Task Scan_VersionThatDiffersInCaseFromALoadedOne_IsRefused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Here both names are one folder.");
        Write("rc1");
        using var registry = await StartAsync();
        Write("RC1");

        await registry.ScanAsync(null, Cancel);
        await registry.ScanAsync(null, Cancel);

        Assert.Equal(
            "model.json lies in the folder 'RC1', which differs from 'rc1' in nothing but case.",
            Assert.Single(registry.Current.Refused).Refusal.ToString());
        Assert.Equal("rc1", registry.Current.ActiveVersion("tiny"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task<ForwardBatch> RunAsync(ITextClassifier model, int tokens) =>
        model.Forward.RunAsync([Enumerable.Repeat(2, tokens).ToArray()], ForwardOutputs.Logits, Cancel);

    private void Write(params string[] versions) =>
        Array.ForEach(
            versions, version => new TinyPackage().Manifest(manifest => manifest["version"] = version).Write(_folder, "tiny", version));

    private async Task<ModelRegistry> StartAsync(TimeSpan? run = null, TimeSpan? load = null)
    {
        var inference = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        inference.RunTimeout = run ?? inference.RunTimeout;
        var models = new ModelsOptions { Directory = _folder };
        models.LoadTimeout = load ?? models.LoadTimeout;
        var registry = new ModelRegistry(
            ModelKindRegistration.All,
            Options.Create(models),
            Options.Create(inference),
            TimeProvider.System,
            new RecordedLog<ModelRegistry>());
        await registry.LoadAllAsync(Cancel);
        return registry;
    }
}
