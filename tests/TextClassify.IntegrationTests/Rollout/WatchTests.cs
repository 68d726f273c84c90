using Microsoft.Extensions.DependencyInjection;
using TextClassify.Api.Rollout;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Traffic;
using TextClassify.Infrastructure;

namespace TextClassify.Rollout;

public sealed class WatchTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly VersionedModels _models = new("2");

    [Fact]
    public async Task Watch_VersionAppears_IsReadyByItself()
    {
        await using var service = Start(("Models:WatchInterval", "00:00:00.050"));
        _models.Add("3");

        await UntilAsync(service, registry => registry.Current.Package("tiny", "3") is not null);

        Assert.Equal("2", Registry(service).Current.ActiveVersion("tiny"));
    }

    [Fact]
    public async Task Watch_AutoActivate_AnswersFromTheHigherVersionAndKeepsTheOneBefore()
    {
        await using var service = Start(("Models:WatchInterval", "00:00:00"), ("Models:AutoActivate", "true"));
        var watch = service.Services.GetRequiredService<ModelWatch>();
        foreach (string version in new[] { "3", "4", "1" })
        {
            _models.Add(version);
            await watch.LookAsync(Cancel);
            await watch.LookAsync(Cancel);
            Assert.Equal(200, (int)(await service.GetAsync("/health/ready")).Status);
        }

        var registry = Registry(service);
        Assert.Equal(new ModelTraffic("tiny", "4", "3"), registry.Current.TrafficOf("tiny"));
        await UntilAsync(service, one => one.Draining.Count == 0);
        Assert.Equal(["1", "3", "4"], registry.Current.Packages.Select(package => package.Version));
        var unloaded = Assert.Single(
            service.Log.Events, entry => entry.Line.Contains("\"Operation\":\"unload\"", StringComparison.Ordinal));
        Assert.Contains("\"Caller\":\"the watch of the folder\"", unloaded.Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_AutoActivateOfAWrongPackage_KeepsWhatServes()
    {
        await using var service = Start(("Models:WatchInterval", "00:00:00"), ("Models:AutoActivate", "true"));
        var watch = service.Services.GetRequiredService<ModelWatch>();
        _models.Add("3");
        await File.AppendAllTextAsync(Path.Combine(_models.Folder, "tiny", "3", "card.md"), "x", Cancel);

        await watch.LookAsync(Cancel);
        await watch.LookAsync(Cancel);

        Assert.Equal("2", Registry(service).Current.ActiveVersion("tiny"));
        Assert.Equal("3", Assert.Single(Registry(service).Current.Refused).Version);
    }

    /// <summary>Whatever the folder becomes, the watch goes on and finds what comes when it is a folder again.</summary>
    [Fact]
    public async Task Watch_FolderItCantLookThrough_GoesOn()
    {
        await using var service = Start(("Models:WatchInterval", "00:00:00.050"));
        var watch = service.Services.GetRequiredService<ModelWatch>();
        string aside = _models.Folder + "-aside";
        Directory.Move(_models.Folder, aside);
        await File.WriteAllTextAsync(_models.Folder, "no folder", Cancel);
        await UntilAsync(
            service, _ => service.Log.Events.Any(entry => entry.Line.Contains("cannot be looked through", StringComparison.Ordinal)));
        File.Delete(_models.Folder);
        Directory.Move(aside, _models.Folder);
        _models.Add("3");

        await UntilAsync(service, registry => registry.Current.Package("tiny", "3") is not null);

        Assert.False(watch.ExecuteTask!.IsCompleted);
    }

    public void Dispose() => _models.Dispose();

    private static IModelRegistry Registry(Service service) => service.Services.GetRequiredService<IModelRegistry>();

    private static async Task UntilAsync(Service service, Func<IModelRegistry, bool> condition)
    {
        for (int i = 0; !condition(Registry(service)); i++)
        {
            Assert.True(i < 1_000, "It does not come to pass.");
            await Task.Delay(10, Cancel);
        }
    }

    private Service Start(params (string, string)[] settings) =>
        new(new ServiceFactory(null, [("Models:Directory", _models.Folder), .. settings]));
}
