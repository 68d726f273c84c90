using Microsoft.AspNetCore.Http.HttpResults;
using TextClassify.Api.Contracts;
using TextClassify.Inference.Registry;

namespace TextClassify.Api.Health;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Operations");

        health.MapGet("live", () => Report(null))
            .WithName("live")
            .WithSummary("Say whether the process answers; it depends on nothing else.")
            .Produces<HealthReport>();

        health.MapGet("startup", (Readiness readiness) => Report(readiness.Started ? null : "The models are being loaded."))
            .WithName("startup")
            .WithSummary("Say whether the models have been loaded and checked.")
            .Produces<HealthReport>()
            .Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);

        health.MapGet("ready", Ready)
            .WithName("ready")
            .WithSummary("Say whether requests may be sent here: every active model has just classified and explained a golden text as it should, and the service is not stopping.")
            .Produces<HealthReport>()
            .Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);
    }

    private static JsonHttpResult<HealthReport> Ready(Readiness readiness, IModelRegistry registry)
    {
        var current = registry.Current;
        string? fault = readiness.Fault(current);
        return Report(
            fault,
            [
                .. current.Models.Select(model => $"{model.Manifest.Name}/{model.Manifest.Version}"),
                .. current.Languages.Select(model => $"{model.Manifest.Name}/{model.Manifest.Version}"),
            ],
            [.. current.Refused.Select(package => $"{package.Name}/{package.Version}: {package.Refusal}")]);
    }

    private static JsonHttpResult<HealthReport> Report(string? fault, IReadOnlyList<string>? models = null, IReadOnlyList<string>? refused = null) =>
        TypedResults.Json(
            new HealthReport(fault is null ? "ok" : "unavailable", fault, models, refused is [] ? null : refused),
            WireJson.Default.HealthReport,
            statusCode: fault is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
