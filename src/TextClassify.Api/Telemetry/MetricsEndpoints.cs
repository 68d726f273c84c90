using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using TextClassify.Api.Telemetry.Prometheus;

namespace TextClassify.Api.Telemetry;

internal static class MetricsEndpoints
{
    private const string TextFormat = "text/plain; version=0.0.4";

    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/metrics", Write)
            .WithName("metrics")
            .WithTags("Operations")
            .WithSummary("The service's figures in the text format of Prometheus.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");

    private static ContentHttpResult Write(MetricStore store, UnloadedSeries unloaded)
    {
        unloaded.Sweep();
        return TypedResults.Text(store.Write(), TextFormat, Encoding.UTF8);
    }
}
