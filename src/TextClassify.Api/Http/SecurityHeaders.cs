namespace TextClassify.Api.Http;

/// <summary>What a browser may do with an answer: nothing, but show the page and the documentation.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>The page's scripts and styles come from its own files only; pictures it saves are made in memory.</summary>
    private const string OwnPage =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action "
            + "'none'; frame-ancestors 'none'";

    private const string Documentation =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src "
            + "'self'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        Write(context);
        return next(context);
    }

    public static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = PolicyOf(context.Request.Path);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            headers.CacheControl = "no-store";
        }
    }

    private static string PolicyOf(PathString path) =>
        path == "/" ? OwnPage : path.StartsWithSegments("/swagger") ? Documentation : Nothing;
}
