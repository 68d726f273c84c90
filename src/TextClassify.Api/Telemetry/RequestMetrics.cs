namespace TextClassify.Api.Telemetry;

/// <summary>
/// Counts requests. <see cref="Begin"/> stands after routing, where the route is known; this stands before what turns failures into
/// answers, so that it sees the status that is sent. A request that begins ends here whatever happens: accepted = finished + in flight.
/// </summary>
internal sealed class RequestMetrics(RequestDelegate next, ServiceMetrics metrics, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        long started = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var facts = RequestFacts.Of(context);
            if (facts.Route is { } route)
            {
                metrics.End(route, Outcome(context, facts), facts, time.GetElapsedTime(started));
            }
        }
    }

    public static Func<HttpContext, RequestDelegate, Task> Begin(ServiceMetrics metrics) => (context, next) =>
    {
        if (NameOf(context.GetEndpoint()) is { } route)
        {
            RequestFacts.Of(context).Route = route;
            metrics.Begin(route);
        }

        return next(context);
    };

    /// <summary>The operation's name, as the OpenAPI document has it; null for what is no operation.</summary>
    public static string? NameOf(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;

    private static string Outcome(HttpContext context, RequestFacts facts) =>
        facts.Problem is not null ? "failed"
        : context.Response.StatusCode == StatusCodes.Status499ClientClosedRequest
            || context.RequestAborted.IsCancellationRequested ? "cancelled"
        : context.Response.StatusCode >= 400 ? "failed"
        : "answered";
}
