using TextClassify.Api.Records;

namespace TextClassify.Api.Monitoring;

internal static class MonitoringRegistration
{
    public static void AddMonitoring(this IServiceCollection services)
    {
        services.AddSingleton<PredictionQuestions>();
        services.AddSingleton<ModelHealth>();
        services.AddSingleton<MemoryMetrics>();
        services.AddSingleton<ModelLooks>();
        services.AddHostedService(provider =>
        {
            // Series are there from the start.
            _ = provider.GetRequiredService<MemoryMetrics>();
            return provider.GetRequiredService<ModelLooks>();
        });
    }
}
