using System.Net.Mime;
using System.Reflection;
using Microsoft.Net.Http.Headers;
using TextClassify.Api.Contracts;
using TextClassify.Api.Hosting;
using TextClassify.Api.OpenApi;

namespace TextClassify.Api.Endpoints;

internal static class IndexEndpoints
{
    public static readonly ServiceIndex Index = new(
        "TextClassify",
        typeof(IndexEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "",
        "/swagger",
        OpenApiDocument.Route,
        "/models");

    public static void MapIndex(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", Show)
            .WithName("index")
            .WithTags("Operations")
            .WithSummary("Say what is here; a browser gets the page.")
            .Produces<ServiceIndex>();

    private static IResult Show(HttpContext http, IWebHostEnvironment environment)
    {
        http.Response.Headers.Vary = HeaderNames.Accept;
        if (!WantsPage(http.Request))
        {
            return TypedResults.Json(Index, WireJson.Default.ServiceIndex);
        }

        http.Response.Headers.CacheControl = "no-cache";
        var page = Page.Find(environment);
        return page is { Exists: true, PhysicalPath: { } path }
            ? TypedResults.PhysicalFile(path, MediaTypeNames.Text.Html, lastModified: page.LastModified)
            : TypedResults.Text(Page.Missing, MediaTypeNames.Text.Plain);
    }

    /// <summary>Browsers name HTML; what takes anything gets JSON.</summary>
    private static bool WantsPage(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals(MediaTypeNames.Text.Html, StringComparison.OrdinalIgnoreCase));
}
