using Microsoft.AspNetCore.Http.HttpResults;
using TextClassify.Api.Probes;

namespace TextClassify.Api.Health;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Operations");

        health.MapGet("live", () => Report(null))
            .Named("live", "Say whether the process answers; it depends on nothing else.")
            .Produces<HealthReport>();

        health.MapGet("startup", (Readiness readiness) => Report(readiness.Started ? null : "The models are being loaded."))
            .Named("startup", "Say whether the models have been loaded and checked.")
            .Produces<HealthReport>()
            .Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);

        health.MapGet("ready", Ready)
            .Named(
                "ready",
                "Say whether requests may be sent here: every active model has just classified and explained a golden text as it should, "
                    + "and the service is not stopping. A canary that fails is taken out of the traffic instead.")
            .Produces<HealthReport>()
            .Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);
    }

    private static JsonHttpResult<HealthReport> Ready(Readiness readiness, IModelRegistry registry, ProbeBoard board)
    {
        var current = registry.Current;
        string? fault = readiness.Fault(current);
        return Report(
            fault,
            [
                .. current.Packages.OrderBy(package => package.Model is ICharacterModel).Select(
                    package => $"{package.Name}/{package.Version}"),
            ],
            [.. current.Refused.Select(package => $"{package.Name}/{package.Version}: {package.Refusal}")],
            [
                .. ProbeBoard.Canaries(current).Where(
                    model => current.TrafficOf(model.Manifest.Name)!.Canary!.Suspended).Select(model => Suspended(model, board)),
            ]);
    }

    private static string Suspended(ILoadedModel model, ProbeBoard board) =>
        $"{model.Manifest.Name}/{model.Manifest.Version}: it {board.Fault(model) ?? "has just answered its golden text again"}.";

    private static JsonHttpResult<HealthReport> Report(
        string? fault,
        IReadOnlyList<string>? models = null,
        IReadOnlyList<string>? refused = null,
        IReadOnlyList<string>? suspended = null) =>
        TypedResults.Json(
            new HealthReport(
                fault is null ? "ok" : "unavailable", fault, models, refused is [] ? null : refused, suspended is [] ? null : suspended),
            HealthJson.Default.HealthReport,
            statusCode: fault is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
