using System.Globalization;

namespace TextClassify.Api.Http;

/// <summary>Writes a problem as <c>application/problem+json</c>, or as the <see cref="IProblemFormat"/> of its path has it.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public const string MediaType = "application/problem+json";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        RequestFacts.Of(httpContext).Problem = problem.Type;
        var response = httpContext.Response;
        response.StatusCode = problem.Type.Status;
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var format in httpContext.RequestServices.GetServices<IProblemFormat>())
        {
            if (httpContext.Request.Path.StartsWithSegments(format.Prefix))
            {
                return format.WriteAsync(response, problem);
            }
        }

        var document = new ProblemDocument
        {
            Type = problem.Type.Urn,
            Title = problem.Type.Title,
            Status = problem.Type.Status,
            Detail = problem.Detail,
            Where = problem.Where,
            Limit = problem.Limit,
            Line = problem.Line,
            Byte = problem.Byte,
            RequestId = RequestId.Of(httpContext),
        };

        // The caller may be gone or timed out; a problem is short, so it is written without the request's token.
        return response.WriteAsJsonAsync(document, ProblemJson.Default.ProblemDocument, MediaType, CancellationToken.None);
    }
}
