using TextClassify.Inference.Slots;
using TextClassify.Storage;
using TextClassify.Storage.Settings;

namespace TextClassify.Api.Memory;

/// <summary>The store of this service; none where the level is off.</summary>
internal sealed class PredictionMemory : IHostedService, IDisposable
{
    private const string DefaultFolder = "data";

    /// <summary>
    /// Of a core, while answers want it: at full load files take a twelfth of what one core does (docs/memory.md), and several threads
    /// answer, so less would let them fall behind.
    /// </summary>
    private const double SealingShare = 0.25;

    public PredictionMemory(IOptions<MemoryOptions> options, TimeProvider time, ILogger<PredictionStore> logger)
    {
        Options = options.Value;
        if (Options.Level is not MemoryLevel.Off)
        {
            Store = new PredictionStore(
                new StoreSettings
                {
                    Folder = Options.Directory.Length > 0
                        ? Path.GetFullPath(Options.Directory)
                        : Path.Combine(AppContext.BaseDirectory, DefaultFolder),
                    Database = Options.Database.Length > 0 ? Options.Database : null,
                    Retention = Options.Retention,
                    SealInterval = Options.SealInterval,
                    KeepReplaced = Options.QueryTimeout + TimeSpan.FromSeconds(10),
                },
                time,
                logger,
                giveWay: static () => ThreadPriorities.Lower(SealingShare));
        }
    }

    public MemoryOptions Options { get; }

    public PredictionStore? Store { get; }

    /// <summary>It began when it was made; here it is made at the start, and not by the first request.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After the server has answered its last request.</summary>
    public void Dispose() => Store?.Dispose();
}
