namespace TextClassify.Api.Hosting;

/// <summary>Runs the host to its end and says how it ended.</summary>
internal static class HostExit
{
    /// <summary>0 after a stop that was asked for; 1 when a background service failed and took the host with it, so that whoever restarts services learns of it.</summary>
    public static async Task<int> RunAsync(IHost host)
    {
        // Disposing of the host disposes of its services, and what they ended with is asked afterwards.
        BackgroundService[] services = [.. host.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
        await host.RunAsync();
        return services.Any(service => service.ExecuteTask is { IsFaulted: true }) ? StartupFailure.ExitCode : 0;
    }
}
