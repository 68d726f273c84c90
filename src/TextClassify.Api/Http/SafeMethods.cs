namespace TextClassify.Api.Http;

/// <summary>What RFC 9110 asks of every address beside its own methods: HEAD where there is GET (9.3.2), and OPTIONS (9.3.7).</summary>
internal static class SafeMethods
{
    private static readonly HttpMethodMetadata GetAndHead = new([HttpMethods.Get, HttpMethods.Head]);

    /// <summary>Lets the GET routes of a group answer HEAD. The handler runs as for GET, and the server leaves its body out.</summary>
    public static RouteGroupBuilder AnswerHead(this RouteGroupBuilder routes)
    {
        ((IEndpointConventionBuilder)routes).Add(endpoint =>
        {
            for (int i = 0; i < endpoint.Metadata.Count; i++)
            {
                if (endpoint.Metadata[i] is HttpMethodMetadata { HttpMethods: [var only] } && HttpMethods.IsGet(only))
                {
                    endpoint.Metadata[i] = GetAndHead;
                }
            }
        });
        return routes;
    }

    /// <summary>Routing refuses OPTIONS and says in <c>Allow</c> what there is instead: that is the answer.</summary>
    public static void AnswerOptions(this WebApplication app) => app.UseWhen(
        http => HttpMethods.IsOptions(http.Request.Method),
        options => options.Use(async (http, next) =>
        {
            await next(http);
            if (http.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false } response)
            {
                response.StatusCode = StatusCodes.Status204NoContent;
                response.Headers.Allow = $"{response.Headers.Allow}, {HttpMethods.Options}";
            }
        }));
}
