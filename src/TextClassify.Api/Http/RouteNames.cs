namespace TextClassify.Api.Http;

/// <summary>What the OpenAPI document says of a route beside its contracts.</summary>
internal static class RouteNames
{
    /// <param name="route">The route.</param>
    /// <param name="name">Its operation's id.</param>
    /// <param name="summary">One sentence.</param>
    /// <param name="description">More of them.</param>
    public static RouteHandlerBuilder Named(this RouteHandlerBuilder route, string name, string summary, string? description = null)
    {
        route.WithName(name).WithSummary(summary);
        return description is null ? route : route.WithDescription(description);
    }
}
