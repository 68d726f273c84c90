namespace TextClassify.Api.Hosting;

/// <summary>Runs the service to its end and says how it ended.</summary>
internal static class ServiceRun
{
    /// <returns>0 where it was told to stop; a supervisor that starts again what failed must see when one of its parts ended it.</returns>
    public static async Task<int> RunAsync(IHost host)
    {
        // The host takes its services with it.
        BackgroundService[] parts = [.. host.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await host.RunAsync();
        }
        catch (OperationCanceledException) when (
            lifetime.ApplicationStopping.IsCancellationRequested && !lifetime.ApplicationStarted.IsCancellationRequested)
        {
            // It was told to stop while its models loaded.
            return 0;
        }

        if (Array.Find(parts, static part => part.ExecuteTask is { IsFaulted: true }) is not { } failed)
        {
            return 0;
        }

        await Console.Error.WriteLineAsync($"{failed.GetType().Name} failed and ended the service; the log has the reason.");
        return StartupFailure.ExitCode;
    }
}
