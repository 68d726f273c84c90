namespace TextClassify.Api.Http;

/// <summary>Declares the problems a route answers with; minimal APIs declare none by themselves, also not those they make.</summary>
internal static class ProblemMetadata
{
    public static RouteHandlerBuilder ProducesInferenceProblems(this RouteHandlerBuilder route) =>
        route.ProducesProblems(400, 404, 413, 415, 429, 500, 503, 504);

    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (int status in statuses)
        {
            route.Produces<ProblemDocument>(status, ProblemResult.MediaType);
        }

        return route;
    }
}
