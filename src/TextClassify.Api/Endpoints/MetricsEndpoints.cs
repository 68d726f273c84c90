using System.Text;
using TextClassify.Api.Telemetry.Prometheus;

namespace TextClassify.Api.Endpoints;

internal static class MetricsEndpoints
{
    private const string TextFormat = "text/plain; version=0.0.4";

    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", (MetricStore store) => TypedResults.Text(store.Write(), TextFormat, Encoding.UTF8))
            .WithName("metrics")
            .WithTags("Operations")
            .WithSummary("The service's figures in the text format of Prometheus.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
}
