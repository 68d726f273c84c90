using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace TextClassify.Api.Telemetry;

/// <summary>Where the log goes and what it looks like.</summary>
internal static class Logs
{
    private const string Template = "{Timestamp:HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        // The static logger would be shared by every host of the process.
        builder.Services.AddSerilog(preserveStaticLogger: true, configureLogger: (services, logger) =>
        {
            logger
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                .Enrich.With<WithoutPath>()
                .Filter.ByExcluding(IsToldOnStandardError)
                .ReadFrom.Configuration(builder.Configuration)
                .ReadFrom.Services(services);
            switch (Format(builder))
            {
                case LogFormat.Json:
                    logger.WriteTo.Sink(new JsonLines(Console.OpenStandardOutput(), services.GetRequiredService<TimeProvider>()));
                    break;
                case LogFormat.Text:
                    logger.WriteTo.Console(outputTemplate: Template);
                    break;
            }
        });

        // Serilog's own factory makes a logger whenever it is asked for one, and each request's authentication asks: 5 % of what a request
        // allocated.
        builder.Services.AddSingleton<ILoggerFactory>(static services =>
        {
            var factory = new LoggerFactory([], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
            factory.AddProvider(new SerilogLoggerProvider(services.GetRequiredService<Serilog.ILogger>(), dispose: true));
            return factory;
        });
    }

    /// <summary>
    /// The host logs a failed start with its stack, which the one sentence of <see cref="StartupFailure"/> takes the place of.
    /// </summary>
    private static bool IsToldOnStandardError(LogEvent entry) =>
        entry.Exception is { } exception
        && entry.MessageTemplate.Text == "Hosting failed to start"
        && StartupFailure.Sentence(exception) is not null;

    private static LogFormat Format(WebApplicationBuilder builder)
    {
        // The log must speak before the configuration is checked, so a value that cannot be read counts as Auto here.
        Enum.TryParse(
            builder.Configuration[$"{ApiOptions.SectionName}:{nameof(ApiOptions.LogFormat)}"], ignoreCase: true, out LogFormat format);
        return format is not LogFormat.Auto ? format
            : Console.IsOutputRedirected && !builder.Environment.IsDevelopment() ? LogFormat.Json
            : LogFormat.Text;
    }
}
