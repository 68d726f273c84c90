using TextClassify.Api.Probes;

namespace TextClassify.Api.Health;

/// <summary>Takes no explanation any more once a stop has come so far.</summary>
internal sealed class ExplainDrain(Readiness readiness) : IEndpointFilter
{
    private const int RetryAfterSeconds = 1;

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => readiness.Explains
        ? next(context)
        : ValueTask.FromResult<object?>(new ProblemResult(
            new Problem(ProblemTypes.Draining, "The service is stopping and takes no more explanations; another one will.")
            {
                RetryAfterSeconds = RetryAfterSeconds,
            }));
}
