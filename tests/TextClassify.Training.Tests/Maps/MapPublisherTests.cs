using TextClassify.HiddenStates.Maps;
using TextClassify.Models;
using TextClassify.Training.Data;
using TextClassify.Training.Maps;
using TextClassify.Training.Packaging;
using TextClassify.Training.Tests.Classifier;

namespace TextClassify.Training.Tests.Maps;

public sealed class MapPublisherTests : IDisposable
{
    private readonly TinyRun _run = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PublishAsync_Package_ServesWithItsMaps()
    {
        var package = await TinyRun.PublishAsync(_run.Request);
        byte[] graph = File.ReadAllBytes(Path.Combine(package.Folder, ModelManifest.ForwardFile));
        var shares = new List<(StateKind Kind, double Share)>();

        var headers = await MapPublisher.PublishAsync(Request(package), new Recorder(shares), Cancel);

        using var open = await OpenPackage.LoadAsync(package.Folder, Cancel);
        var maps = open.Model.Maps;
        Assert.Empty(maps.Refused);
        Assert.Equal([StateKind.Forward, StateKind.Backward, StateKind.Word], maps.Maps.Select(map => map.Header.Kind));
        Assert.Equal(headers.Select(header => header.Divergence), maps.Maps.Select(map => map.Header.Divergence));
        Assert.Equal(_run.Model.Dev.Count, maps.Corpus!.Rows);
        Assert.Equal(_run.Model.Dev.Select(row => row.Text).Order(), maps.Corpus.Texts.Select(text => text.Text).Order());
        Assert.Equal(package.Manifest.Metrics["accuracy"], maps.Corpus.Texts.Count(text => text.Label == text.Prediction) / 40.0, 1e-6);
        Assert.Equal(graph, File.ReadAllBytes(Path.Combine(package.Folder, ModelManifest.ForwardFile)));
        Assert.NotEqual(package.Sha256, open.Model.Sha256);
        Assert.Equal(ModelDigest.Of((ModelManifest)package.Manifest), ModelDigest.Of(open.Model.Manifest));
        Assert.All(shares.GroupBy(share => share.Kind), kind => Assert.Equal(1, kind.Max(share => share.Share)));
        Assert.All(maps.Maps, map => Assert.InRange(map.Header.Quality.StoredRecall, 0.9, 1));
    }

    [Fact]
    public async Task PublishAsync_AgainWithOtherThreads_GivesTheSameBytes()
    {
        var package = await TinyRun.PublishAsync(_run.Request);
        await MapPublisher.PublishAsync(Request(package) with { Threads = 1 }, new Recorder([]), Cancel);
        byte[] first = File.ReadAllBytes(Path.Combine(package.Folder, ModelManifest.FileName));

        await MapPublisher.PublishAsync(Request(package) with { Threads = 2 }, new Recorder([]), Cancel);

        Assert.Equal(first, File.ReadAllBytes(Path.Combine(package.Folder, ModelManifest.FileName)));
    }

    [Fact]
    public async Task PublishAsync_StatesOfHeldBackTexts_AreNotInTheMap()
    {
        var package = await TinyRun.PublishAsync(_run.Request);

        await MapPublisher.PublishAsync(Request(package), new Recorder([]), Cancel);

        using var open = await OpenPackage.LoadAsync(package.Folder, Cancel);
        bool[] held = TextChoice.Of([.. open.Model.Maps.Corpus!.Texts.Select(text => text.Label)], 1_000, seed: 1).HeldBack;
        Assert.Contains(true, held);
        Assert.All(open.Model.Maps.Maps, map => Assert.All(map.Points.Rows, row => Assert.False(held[row])));
    }

    [Theory]
    [InlineData(5, "5 texts with")]
    [InlineData(0, "0 texts with")]
    public async Task PublishAsync_TooFewRows_IsRefusedAndLeavesThePackage(int rows, string reason)
    {
        var package = await TinyRun.PublishAsync(_run.Request);

        var exception = await Assert.ThrowsAsync<DataException>(
            () => MapPublisher.PublishAsync(Request(package) with { Rows = [.. _run.Model.Dev.Take(rows)] }, new Recorder([]), Cancel));

        Assert.StartsWith(reason, exception.Message, StringComparison.Ordinal);
        using var open = await OpenPackage.LoadAsync(package.Folder, Cancel);
        Assert.Equal(package.Sha256, open.Model.Sha256);
    }

    [Fact]
    public async Task PublishAsync_NoPackage_IsRefused()
    {
        var exception = await Assert.ThrowsAsync<DataException>(
            () => MapPublisher.PublishAsync(
                new MapRequest { Folder = Path.Combine(_run.Root, "none", "1"), Rows = [] }, new Recorder([]), Cancel));

        Assert.StartsWith("There is no package folder", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private MapRequest Request(PublishedPackage package) => new() { Folder = package.Folder, Rows = _run.Model.Dev };

    private sealed class Recorder(List<(StateKind Kind, double Share)> shares) : IProgress<(StateKind Kind, double Share)>
    {
        public void Report((StateKind Kind, double Share) value)
        {
            lock (shares)
            {
                shares.Add(value);
            }
        }
    }
}
