using TextClassify.Api.Probes;

namespace TextClassify.Api.Health;

/// <summary>
/// Asks every active model and every canary for a golden text, again and again. No answer in time, or a full queue, is no verdict: the last
/// one ages. A canary without a right and recent answer is taken out of the traffic until it has one; readiness is of the active versions.
/// </summary>
internal sealed partial class GoldenProber(
    IModelRegistry registry,
    ProbeBoard board,
    ServiceMetrics metrics,
    IOptions<HealthOptions> options,
    TimeProvider time,
    ILogger<GoldenProber> logger)
    : BackgroundService
{
    private int _round;

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var models = registry.Current;
        board.Keep(models.All<ISelfChecking>());
        foreach (var model in models.All<ILoadedModel>())
        {
            metrics.Declare(model);
        }

        foreach (var model in ProbeBoard.Active(models))
        {
            await ProbeAsync(models, model, "The service is not ready", cancellationToken);
        }

        foreach (var model in ProbeBoard.Canaries(models))
        {
            await ProbeAsync(models, model, "It is a canary and takes no traffic", cancellationToken);
            var (name, version, fault) = (model.Manifest.Name, model.Manifest.Version, board.Fault(model));
            if (registry.SuspendCanary(name, version, fault is not null))
            {
                if (fault is null)
                {
                    Log.Resumed(logger, name, version);
                }
                else
                {
                    Log.Suspended(logger, name, version, fault);
                }
            }
        }

        _round++;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ProbeInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryRunOnceAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    /// <summary>Whatever a round throws, the next one is made; meanwhile the verdicts age, which readiness sees.</summary>
    private async Task TryRunOnceAsync(CancellationToken stoppingToken)
    {
        try
        {
            await RunOnceAsync(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Broken(logger, exception);
        }
    }

    private async Task ProbeAsync(ModelSnapshot models, ISelfChecking model, string consequence, CancellationToken cancellationToken)
    {
        // Unloaded since the snapshot was read: another one is probed the next time.
        using var lease = models.Package(model.Manifest.Name, model.Manifest.Version)?.TryLease();
        if (lease is null)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(options.Value.ProbeTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        string? fault;
        Exception? thrown = null;
        try
        {
            fault = await model.FaultAsync(_round, either.Token);
        }
        catch (Exception exception) when (exception is ForwardQueueFullException or ForwardDeadlineException)
        {
            return;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            fault = "it failed";
            thrown = exception;
        }

        if (fault is null)
        {
            board.Right(model);
        }
        else if (board.Wrong(model))
        {
            Log.Wrong(logger, thrown, model.Manifest.Name, model.Manifest.Version, fault, consequence);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1401,
            Level = LogLevel.Error,
            Message = "{Model} {Version} does not answer its golden text as it should: {Fault}. {Consequence}.")]
        public static partial void Wrong(
            ILogger logger, Exception? exception, string model, string version, string fault, string consequence);

        [LoggerMessage(
            EventId = 1404, Level = LogLevel.Error, Message = "A round of golden texts broke off; the next one is asked all the same.")]
        public static partial void Broken(ILogger logger, Exception exception);

        [LoggerMessage(
            EventId = 1402, Level = LogLevel.Warning, Message = "Canary {Model} {Version} {Fault}: it takes no traffic until it does.")]
        public static partial void Suspended(ILogger logger, string model, string version, string fault);

        [LoggerMessage(
            EventId = 1403,
            Level = LogLevel.Information,
            Message = "Canary {Model} {Version} answers its golden text again and takes its share.")]
        public static partial void Resumed(ILogger logger, string model, string version);
    }
}
