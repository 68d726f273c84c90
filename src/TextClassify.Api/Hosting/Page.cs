using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace TextClassify.Api.Hosting;

/// <summary>The built page beside the service, when there is one.</summary>
internal static class Page
{
    public const string Missing =
        "The page was not built with this service: install Node 20.19 or later and build again. The API is described at /swagger.\n";

    private const string Immutable = "public, max-age=31536000, immutable";
    private const string AskEachTime = "no-cache";

    /// <summary>Serves its files. Those under <c>/assets</c> carry a hash of their content in their name, so they never change.</summary>
    public static void UsePageFiles(this WebApplication app)
    {
        // Without a built page there is no web root, and the middleware would warn of that at every start.
        if (Directory.Exists(app.Environment.WebRootPath))
        {
            app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = SetCaching });
        }
    }

    public static IFileInfo Find(IWebHostEnvironment environment) =>
        environment.WebRootFileProvider.GetFileInfo("index.html");

    private static void SetCaching(StaticFileResponseContext response) =>
        response.Context.Response.Headers.CacheControl =
            response.Context.Request.Path.StartsWithSegments("/assets") ? Immutable : AskEachTime;
}
