using TextClassify.Api.Identity;

namespace TextClassify.Api.Telemetry;

/// <summary>Gives every request its id and writes one line when it is done. The path, the query and the body stay out of it.</summary>
internal sealed partial class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        RequestId.Accept(context);
        long started = time.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Write(context, time.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    private void Write(HttpContext context, double elapsedMs)
    {
        string route = RouteName.Of(context);
        int status = context.Response.StatusCode;

        // A probe or a scrape every few seconds is too dull for the log of every day.
        var level = (route.StartsWith("/health", StringComparison.Ordinal) || route == "/metrics") && status < 400
            ? LogLevel.Debug
            : LogLevel.Information;
        if (logger.IsEnabled(level))
        {
            var facts = context.Features.Get<RequestFacts>();
            string method = context.Request.Method;
            string id = RequestId.Of(context);
            string? caller = Callers.NameOf(context.User);
            Log.Completed(
                logger, level, method, route, status, elapsedMs, facts?.Items ?? 0, facts?.FailedItems ?? 0, facts?.Model, id, caller);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1001,
            Message = "{Method} {Route} answered {Status} in {ElapsedMs:0.000} ms: {Items} inputs, {FailedItems} failed, model {Model}, "
                + "request {RequestId}, caller {Caller}.")]
        public static partial void Completed(
            ILogger logger,
            LogLevel level,
            string method,
            string route,
            int status,
            double elapsedMs,
            long items,
            long failedItems,
            string? model,
            string requestId,
            string? caller);
    }
}
