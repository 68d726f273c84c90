using System.Globalization;
using TextClassify.Api.Contracts;
using TextClassify.Api.OpenInference;
using TextClassify.Api.Reading;
using TextClassify.Api.Telemetry;

namespace TextClassify.Api.Problems;

/// <summary>Writes a problem as <c>application/problem+json</c>; under <c>/v2</c> as the protocol there asks.</summary>
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

        if (httpContext.Request.Path.StartsWithSegments(OpenInferenceEndpoints.Prefix))
        {
            // The deadline has another name there.
            string? where = problem.Type == ProblemTypes.DeadlineExceeded || problem.Type == ProblemTypes.DeadlineUnreachable ? InferRequestReader.TimeoutPath : problem.Where;
            string error = where is null ? problem.Detail : $"{where}: {problem.Detail}";
            return response.WriteAsJsonAsync(new InferError(error), WireJson.Default.InferError, MediaTypes.Json, CancellationToken.None);
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
        return response.WriteAsJsonAsync(document, WireJson.Default.ProblemDocument, MediaType, CancellationToken.None);
    }
}
