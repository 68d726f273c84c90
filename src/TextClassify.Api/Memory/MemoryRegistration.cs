namespace TextClassify.Api.Memory;

internal static class MemoryRegistration
{
    public static void AddMemory(this IServiceCollection services)
    {
        services.AddSingleton<PredictionMemory>();
        services.AddHostedService(provider => provider.GetRequiredService<PredictionMemory>());
        services.AddSingleton<PredictionRecorder>();
    }
}
