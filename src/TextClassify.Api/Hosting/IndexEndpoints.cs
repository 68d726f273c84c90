using System.Net.Mime;
using Microsoft.Net.Http.Headers;
using TextClassify.Api.OpenApi;

namespace TextClassify.Api.Hosting;

internal static class IndexEndpoints
{
    public static void MapIndex(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", Show)
            .WithTags("Operations")
            .Named("index", "Say what is here; a browser gets the page.")
            .Produces<ServiceIndex>();

    private static IResult Show(HttpContext http, IWebHostEnvironment environment)
    {
        http.Response.Headers.Vary = HeaderNames.Accept;
        string prefix = http.Request.PathBase.ToUriComponent();
        if (MediaTypes.Choose(http.Request, MediaTypes.Json, MediaTypeNames.Text.Html) != MediaTypeNames.Text.Html)
        {
            return TypedResults.Json(
                new ServiceIndex(
                    ServiceVersion.Service,
                    ServiceVersion.Version,
                    $"{prefix}/swagger",
                    prefix + OpenApiDocument.Route,
                    $"{prefix}/models"),
                IndexJson.Default.ServiceIndex);
        }

        http.Response.Headers.CacheControl = "no-cache";
        if (!http.Request.Path.HasValue)
        {
            // Without the slash the page would look for its files beside the prefix, not under it.
            return TypedResults.Redirect($"{prefix}/{http.Request.QueryString}", permanent: true);
        }

        var page = Page.Find(environment);
        return page is { Exists: true, PhysicalPath: { } path }
            ? TypedResults.PhysicalFile(path, MediaTypeNames.Text.Html, lastModified: page.LastModified)
            : TypedResults.Text(Page.Missing, MediaTypeNames.Text.Plain);
    }
}
