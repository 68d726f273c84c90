using TextClassify.Api.Health;
using TextClassify.Api.Probes;

namespace TextClassify.Api.Rollout;

/// <summary>
/// Loads the models before the first connection is taken. Told to stop, it is first no longer ready, serves on while the word spreads, then
/// takes no more explanations and lets those that run finish, and only then lets the server close its door.
/// </summary>
internal sealed class ModelLoading(
    IModelRegistry registry,
    GoldenProber prober,
    Readiness readiness,
    ServiceMetrics metrics,
    PackageFetching fetching,
    IOptions<ApiOptions> options,
    TimeProvider time)
    : IHostedLifecycleService
{
    private const string Explain = "explain";

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await fetching.FetchConfiguredAsync(cancellationToken);
        await registry.LoadAllAsync(cancellationToken);
        await prober.RunOnceAsync(cancellationToken);
        readiness.Start();
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Stop();
        await Task.Delay(options.Value.DrainDelay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        readiness.StopExplaining();
        registry.EndLongRuns();
        long stopped = time.GetTimestamp();
        while (metrics.InFlight(Explain) > 0
            && time.GetElapsedTime(stopped) < options.Value.ShutdownTimeout / 2
            && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Glance, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
