using System.Reflection;
using TextClassify.Api.Contracts;
using TextClassify.Api.OpenApi;

namespace TextClassify.Api.Endpoints;

internal static class IndexEndpoints
{
    private static readonly ServiceIndex Index = new(
        "TextClassify",
        typeof(IndexEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "",
        "/swagger",
        OpenApiDocument.Route,
        "/models");

    public static void MapIndex(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", () => TypedResults.Json(Index, WireJson.Default.ServiceIndex))
            .WithName("index")
            .WithTags("Operations")
            .WithSummary("Say what is here.")
            .Produces<ServiceIndex>();
}
