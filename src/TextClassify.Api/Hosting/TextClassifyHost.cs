using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TextClassify.Api.Classify;
using TextClassify.Api.Comparing;
using TextClassify.Api.Explain;
using TextClassify.Api.Health;
using TextClassify.Api.HiddenStates;
using TextClassify.Api.HiddenStates.Search;
using TextClassify.Api.Identity;
using TextClassify.Api.Language;
using TextClassify.Api.Maps;
using TextClassify.Api.Memory;
using TextClassify.Api.Models;
using TextClassify.Api.Monitoring;
using TextClassify.Api.OpenApi;
using TextClassify.Api.OpenInference;
using TextClassify.Api.Probes;
using TextClassify.Api.Records;
using TextClassify.Api.Rollout;
using TextClassify.Api.Security;
using TextClassify.Api.SourceNodes;
using TextClassify.Api.Streams;
using TextClassify.Api.Telemetry.Prometheus;
using TextClassify.Api.Trainings;
using TextClassify.Api.Translate;
using TextClassify.Explain.Catalog;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Settings;

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
        builder.Services.AddSingleton(Exposure.Limit(builder.Configuration));
        builder.AddLogs();
        builder.AddServer();
        builder.Services.AddTextClassifyOptions();
        builder.Services.AddSecurity();
        builder.AddTelemetryExport();
        builder.Services.AddModels();
        builder.Services.AddOpenApiDocument();
        return builder;
    }

    public static WebApplication UseTextClassify(this WebApplication app)
    {
        _ = app.Services.GetRequiredService<TextLanguages>();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<RequestMetrics>();
        app.UseMiddleware<PathPrefix>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<BrowserGuard>();
        app.AnswerOptions();
        app.UsePageFiles();
        app.UseRouting();
        app.Use(RequestMetrics.Begin(app.Services.GetRequiredService<ServiceMetrics>()));
        app.UseRequestTimeouts();
        app.UseOpenApiDocument();
        app.UseSecurity();
        app.Use(CallerOfRuns.Begin);
        app.MapRoutes();
        app.Services.GetRequiredService<ServiceMetrics>().Declare(
            ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints));
        return app;
    }

    /// <summary>Every route and who may call it.</summary>
    private static void MapRoutes(this WebApplication app)
    {
        var anyone = app.MapForAnyone();
        anyone.MapIndex();
        anyone.MapHealth();
        anyone.MapOpenInferenceServer();

        var known = app.MapFor(RoutePolicies.Known);
        known.MapModels();
        known.MapTraffic();
        known.MapExplainers();
        known.MapOpenInferenceModels();

        var classify = app.MapFor(Scopes.Classify);
        classify.MapClassify();
        classify.MapLanguage();
        classify.MapTranslate();
        classify.MapOpenInference();
        app.MapFor(Scopes.Explain).AddEndpointFilter<RouteGroupBuilder, ExplainDrain>().MapExplain();

        var operate = app.MapFor(Scopes.Operate);
        operate.MapMetrics();
        operate.MapModelOperations();
        operate.MapErasures();

        var analyse = app.MapFor(Scopes.Analyse);
        analyse.MapPredictions();
        analyse.MapMonitoring();
        analyse.MapVersionDiff();
        app.MapFor(Scopes.Label).MapFeedback();
        app.MapFor(Scopes.Train).MapTrainings();

        var states = app.MapFor(Scopes.States);
        states.MapHiddenStates();
        states.MapStateSearch();
        states.MapMaps();
        states.MapCorpus();
    }

    internal static void AddTextClassifyOptions(this IServiceCollection services)
    {
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.SectionName);
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>();
        services.AddOptions<LimitsOptions>().BindConfiguration(LimitsOptions.SectionName);
        services.AddSingleton<IValidateOptions<LimitsOptions>, LimitsOptionsValidator>();
        services.AddOptions<HealthOptions>().BindConfiguration(HealthOptions.SectionName);
        services.AddSingleton<IValidateOptions<HealthOptions>, HealthOptionsValidator>();
        services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.SectionName);
        services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsRules>();
        services.AddOptions<SecurityOptions>().BindConfiguration(SecurityOptions.SectionName);
        services.AddSingleton<IValidateOptions<SecurityOptions>, SecurityOptionsRules>();
        services.AddOptions<InferenceOptions>().BindConfiguration(InferenceOptions.SectionName);
        services.AddSingleton<IValidateOptions<InferenceOptions>, InferenceOptionsValidator>();
        services.AddOptions<MemoryOptions>().BindConfiguration(MemoryOptions.SectionName);
        services.AddSingleton<IValidateOptions<MemoryOptions>, MemoryOptionsValidator>();
        services.AddSingleton<IValidateOptions<MemoryOptions>, MemoryOptionsRules>();
        services.AddOptions<TrainingOptions>().BindConfiguration(TrainingOptions.SectionName);
        services.AddSingleton<IValidateOptions<TrainingOptions>, TrainingOptionsValidator>();
        services.AddSingleton<IValidateOptions<TrainingOptions>, TrainingOptionsRules>();
        services.AddOptions<NodesOptions>().BindConfiguration(NodesOptions.SectionName);
        services.AddSingleton<IValidateOptions<NodesOptions>, NodesOptionsValidator>();
        services.AddSingleton<IValidateOptions<NodesOptions>, NodesOptionsRules>();
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
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitsOptions>>(
            (kestrel, limits) => limits.Value.Apply(kestrel.Limits));
        builder.Services.AddRequestTimeouts();
        builder.Services.AddOptions<RequestTimeoutOptions>().Configure<IOptions<LimitsOptions>>((timeouts, limits) =>
            timeouts.DefaultPolicy = new RequestTimeoutPolicy { Timeout = limits.Value.RequestTimeout });
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<ApiOptions>>((host, api) =>
            host.ShutdownTimeout = api.Value.DrainDelay + api.Value.ShutdownTimeout);
    }

    private static void AddModels(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddModelKinds();
        services.AddSingleton<IModelRegistry, ModelRegistry>();
        services.AddSingleton(ExplainerCatalog.Default);
        services.AddSingleton<MetricStore>();
        services.AddSingleton<UnloadedSeries>();
        services.AddSingleton<ServiceMetrics>();
        services.AddSingleton<ProbeBoard>();
        services.AddSingleton<GoldenProber>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<QueueRetry>();
        services.AddSingleton<MemoryBudgets>();
        services.AddSingleton<ResultStream>();
        services.AddSingleton<ExplainEvents>();
        services.AddSingleton<GenerateEvents>();
        services.AddSingleton<InferenceServices>();
        services.AddSingleton<IProblemFormat, InferProblemFormat>();
        services.AddSingleton<Shadows>();
        services.AddSingleton<AnswerFollowers>();
        services.AddSingleton<TextLanguages>();
        services.AddHostedService(provider => provider.GetRequiredService<Shadows>());
        services.AddSingleton<NodeMetrics>();
        services.AddSingleton<IModelSeries>(provider => provider.GetRequiredService<NodeMetrics>());
        services.AddSingleton<CaseNodes>();
        services.AddHostedService(provider => provider.GetRequiredService<CaseNodes>());
        services.AddMemory();
        services.AddMonitoring();
        services.AddRollout();
        services.AddTrainings();
        services.AddHostedService<AddressCheck>();
        services.AddHostedService<ExposureNotice>();
        services.AddHostedService<ModelLoading>();
        services.AddHostedService(provider => provider.GetRequiredService<GoldenProber>());
    }
}
