using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TextClassify.Api.Endpoints;
using TextClassify.Api.Events;
using TextClassify.Api.Health;
using TextClassify.Api.Ndjson;
using TextClassify.Api.OpenApi;
using TextClassify.Api.Problems;
using TextClassify.Api.Resilience;
using TextClassify.Api.Telemetry;
using TextClassify.Explain;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Sessions;

namespace TextClassify.Api.Hosting;

/// <summary>The whole service; tests and benchmarks start the same one.</summary>
internal static class TextClassifyHost
{
    private const string DefaultUrl = "http://localhost:8080";
    private const string EnvironmentPrefix = "TEXTCLASSIFY__";

    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    public static WebApplicationBuilder AddTextClassify(this WebApplicationBuilder builder, string[] args)
    {
        builder.AddConfiguration(args);
        ConfigurationCheck.Run(builder.Configuration);
        builder.AddLogs();
        builder.AddServer();
        builder.Services.AddTextClassifyOptions();
        builder.Services.AddModels();
        builder.Services.AddOpenApiDocument();
        return builder;
    }

    public static WebApplication UseTextClassify(this WebApplication app)
    {
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UsePageFiles();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseOpenApiDocument();

        app.MapIndex();
        app.MapClassify();
        app.MapHiddenStates();
        app.MapExplain();
        app.MapModels();
        app.MapMaps();
        app.MapCorpus();
        app.MapStateSearch();
        app.MapExplainers();
        app.MapHealth();
        return app;
    }

    internal static void AddTextClassifyOptions(this IServiceCollection services)
    {
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.SectionName);
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
        services.AddOptions<LimitsOptions>().BindConfiguration(LimitsOptions.SectionName);
        services.AddSingleton<IValidateOptions<LimitsOptions>, LimitsOptionsValidator>();
        services.AddOptions<InferenceOptions>().BindConfiguration(InferenceOptions.SectionName);
        services.AddSingleton<IValidateOptions<InferenceOptions>, InferenceOptionsValidator>();
        services.AddOptions<ModelsOptions>().BindConfiguration(ModelsOptions.SectionName).PostConfigure(models =>
            models.Directory = string.IsNullOrWhiteSpace(models.Directory)
                ? models.Directory
                : ModelsFolder.Resolve(models.Directory, Environment.CurrentDirectory, AppContext.BaseDirectory));
        services.AddSingleton<IValidateOptions<ModelsOptions>, ModelsOptionsValidator>();
    }

    private static void AddConfiguration(this WebApplicationBuilder builder, string[] args)
    {
        var configuration = builder.Configuration;
        bool addressed = AddressKeys.Any(key => !string.IsNullOrEmpty(configuration[key]))
            || configuration.GetSection("Kestrel:Endpoints").Exists();
        if (!addressed)
        {
            var source = new MemoryConfigurationSource { InitialData = [new("urls", DefaultUrl)] };
            ((IConfigurationBuilder)configuration).Sources.Insert(0, source);
        }

        configuration.AddEnvironmentVariables(EnvironmentPrefix);
        configuration.AddCommandLine(args);
    }

    private static void AddServer(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            // The reader of bodies has the limit, so that its refusal is a problem and not a broken connection.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddRequestTimeouts();
        builder.Services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<LimitsOptions>>((timeouts, limits) =>
            timeouts.DefaultPolicy = new RequestTimeoutPolicy { Timeout = limits.Value.RequestTimeout });
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<ApiOptions>>((host, api) =>
            host.ShutdownTimeout = api.Value.DrainDelay + api.Value.ShutdownTimeout);
    }

    private static void AddModels(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IModelRegistry, ModelRegistry>();
        services.AddSingleton(ExplainerCatalog.Default);
        services.AddSingleton<Readiness>();
        services.AddSingleton<QueuePatience>();
        services.AddSingleton<ResultStream>();
        services.AddSingleton<ExplainEvents>();
        services.AddSingleton<InferenceServices>();
        services.AddHostedService<ModelLoading>();
    }
}
