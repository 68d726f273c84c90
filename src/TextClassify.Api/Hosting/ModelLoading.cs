using Microsoft.Extensions.Options;
using TextClassify.Api.Health;
using TextClassify.Inference.Registry;

namespace TextClassify.Api.Hosting;

/// <summary>Loads the models before the first connection is taken, and holds the door open for a while before the last.</summary>
internal sealed class ModelLoading(IModelRegistry registry, Readiness readiness, IOptions<ApiOptions> options, TimeProvider time)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await registry.LoadAllAsync(cancellationToken);
        readiness.Start();
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        readiness.Stop();
        await Task.Delay(options.Value.DrainDelay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
