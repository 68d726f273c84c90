using TextClassify.Api.Models;
using TextClassify.Inference.Downloads;

namespace TextClassify.Api.Rollout;

internal static class RolloutRegistration
{
    public static void AddRollout(this IServiceCollection services)
    {
        services.AddSingleton<RolloutMetrics>();
        services.AddSingleton<ModelOperations>();
        services.AddSingleton<ModelAudit>();
        services.AddSingleton<PackageDownload>();
        services.AddSingleton<PackageFetching>();
        services.AddSingleton<ModelWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<ModelWatch>());
    }
}
