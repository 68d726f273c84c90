using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Net.Http.Headers;

namespace TextClassify.Api.Http;

/// <summary>Turns what handlers throw, and what the framework answers without a body, into problems.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        Problem? problem;
        try
        {
            await next(context);
            problem = OfBareStatus(context);
        }
        catch (Exception exception)
        {
            problem = OfException(context, exception);
        }

        if (problem is not null && !context.Response.HasStarted)
        {
            // What stopped the request may have cleared the response.
            RequestId.Write(context);
            SecurityHeaders.Write(context);
            await new ProblemResult(problem).ExecuteAsync(context);
        }
    }

    private static Problem? OfBareStatus(HttpContext context)
    {
        var response = context.Response;
        if (response.StatusCode < 400 || response.HasStarted || response.ContentLength is not null || response.ContentType is not null)
        {
            return null;
        }

        if (response.StatusCode == StatusCodes.Status400BadRequest && UnreadableQuery.Of(context) is { } unreadable)
        {
            return unreadable;
        }

        var type = ProblemTypes.OfStatus(response.StatusCode);
        return new Problem(type, Detail(type, context)) { Where = type.Status == 415 ? HeaderNames.ContentType : null };
    }

    private static string Detail(ProblemType type, HttpContext context) => type.Status switch
    {
        401 => "Send a key that is known and has not expired, as 'Authorization: Bearer KEY'.",
        403 => $"The key lacks the scope {Scope(context)}.",
        404 => "No route matches the path; the routes are listed at /swagger.",
        405 => "This address takes "
            + $"{(context.Response.Headers.Allow.Count > 0 ? context.Response.Headers.Allow.ToString() : "another method")}.",
        415 => "A body is application/json in UTF-8; /classify also reads application/x-ndjson.",
        504 => "The request was stopped at its time limit; send fewer or shorter texts, or raise Limits:RequestTimeout.",
        _ => type.Title,
    };

    private static string Scope(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>()?.Policy ?? "for this address";

    private Problem? OfException(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case OperationCanceledException when TimedOut(context):
                return new Problem(ProblemTypes.TimedOut, Detail(ProblemTypes.TimedOut, context));
            case OperationCanceledException or IOException or BadHttpRequestException when context.RequestAborted.IsCancellationRequested:
            case ConnectionResetException:
                if (!context.Response.HasStarted)
                {
                    context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                }

                return null;
            case BadHttpRequestException bad:
                return InferenceProblems.Unread(bad);
            case ForwardQueueFullException full:
                return InferenceProblems.QueueFull(full);
            case ForwardDeadlineException or ForwardUnreachableDeadlineException or RunEndedException:
                return InferenceProblems.OfDeadline(exception);
            default:
                Log.Failed(logger, exception, context.Request.Method, RouteName.Of(context));
                if (context.Response.HasStarted)
                {
                    // The status is sent; cutting the connection is the only way left to say that the answer is not whole.
                    context.Abort();
                    return null;
                }

                return new Problem(ProblemTypes.Internal, "The failure is in the log under the request's id.");
        }
    }

    private static bool TimedOut(HttpContext context) =>
        context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;

    private static partial class Log
    {
        [LoggerMessage(EventId = 1101, Level = LogLevel.Error, Message = "{Method} {Route} failed.")]
        public static partial void Failed(ILogger logger, Exception exception, string method, string route);
    }
}
