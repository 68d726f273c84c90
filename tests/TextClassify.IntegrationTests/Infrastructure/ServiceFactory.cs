using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;
using TextClassify.Inference.Registry;

namespace TextClassify.Infrastructure;

/// <summary>The whole service in memory; <see cref="WebApplicationFactory{T}.UseKestrel()"/> puts it on a socket.</summary>
internal sealed class ServiceFactory(
    IModelRegistry? registry, params (string Key, string Value)[] settings) : WebApplicationFactory<Program>
{
    public LogSink Log { get; } = new();

    /// <summary>Null leaves the system's.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>Registered beside what the service brings.</summary>
    public Action<IServiceCollection>? Add { get; init; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("Api:LogFormat", "None");

        // Beside other programs a lower share makes whoever explains wait long for each of its runs.
        builder.UseSetting("Inference:BulkShare", "0.5");

        // A test that asks for a record names a folder for it.
        builder.UseSetting("Memory:Level", "Off");
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<ILogEventSink>(Log);
            Add?.Invoke(services);
            if (Clock is not null)
            {
                services.AddSingleton(Clock);
            }

            if (registry is not null)
            {
                services.AddSingleton(registry);
            }
        });
    }
}
