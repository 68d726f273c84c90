namespace TextClassify.Api.Telemetry;

internal static class RouteName
{
    /// <summary>The route's pattern. The path itself is the caller's and stays out of the log.</summary>
    public static string Of(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
}
