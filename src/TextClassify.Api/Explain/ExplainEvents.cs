using TextClassify.Api.Explain.Planning;

namespace TextClassify.Api.Explain;

/// <summary>Answers one text in events: the first as soon as a coarse explanation is there, each next one finer, the last marked.</summary>
internal sealed partial class ExplainEvents(ILogger<ExplainEvents> logger)
{
    private const string Partial = "partial";
    private const string Final = "final";
    private const string Error = "error";

    /// <summary>Null when the request can be answered in events.</summary>
    public static Problem? Check(ExplainPlan plan, EncodedInput[] inputs) =>
        inputs.Length > 1 ? new Problem(
            ProblemTypes.TooManyInputs, "Events tell of one text; send one input, or ask for application/x-ndjson.")
        {
            Where = "inputs",
            Limit = 1,
        }
        : plan.SideBySide ? new Problem(ProblemTypes.MethodNotSupported, "Events tell of one method; send method in place of methods.")
        {
            Where = "methods",
        }
        : null;

    /// <summary>Ends when the explanation is done, or with the caller's connection.</summary>
    public async Task WriteAsync(
        HttpContext http,
        ModelReference model,
        ExplainPlan plan,
        EncodedInput input,
        ExplainRun run,
        ModelTime spent,
        CancellationToken cancellationToken)
    {
        http.Response.ContentType = MediaTypes.Events;
        http.Response.Headers.CacheControl = "no-store";
        using var writer = new EventWriter(http.Response.BodyWriter);
        try
        {
            var result = await run.ExplainProgressivelyAsync(
                input, (sofar, token) => WriteAsync(Partial, false, sofar, token), spent, cancellationToken);
            await WriteAsync(Final, true, result, cancellationToken);
        }
        catch (Exception exception) when (http.Response.HasStarted
            && exception is not OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            // The status is long sent: the failure takes the last event's place.
            Log.Cut(logger, exception);
            var problem = InferenceProblems.Of(exception);
            RequestFacts.Of(http).Problem = problem.Type;
            await writer.WriteAsync(Error, ItemError.From(problem), ProblemJson.Default.ItemError, cancellationToken);
        }

        ValueTask WriteAsync(string name, bool final, ExplainResult result, CancellationToken token) =>
            writer.WriteAsync(name, new ExplainEvent(final, model, plan.Use!, result), ExplainJson.Default.ExplainEvent, token);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1202, Level = LogLevel.Error, Message = "A progressive answer was cut.")]
        public static partial void Cut(ILogger logger, Exception exception);
    }
}
