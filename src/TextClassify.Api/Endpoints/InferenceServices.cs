using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using TextClassify.Api.Events;
using TextClassify.Api.Hosting;
using TextClassify.Api.Contracts;
using TextClassify.Api.Ndjson;
using TextClassify.Api.Problems;
using TextClassify.Api.Rollout;
using TextClassify.Api.Scoring;
using TextClassify.Api.Security;
using TextClassify.Api.Telemetry;
using TextClassify.Explain;
using TextClassify.Forward;
using TextClassify.Inference.Registry;

namespace TextClassify.Api.Endpoints;

/// <summary>What the three verbs share.</summary>
internal sealed class InferenceServices(
    IModelRegistry registry,
    ExplainerCatalog explainers,
    ResultStream stream,
    ExplainEvents events,
    Shadows shadows,
    Quotas quotas,
    TimeProvider time,
    IOptions<LimitsOptions> limits)
{
    public IModelRegistry Registry => registry;

    public ExplainerCatalog Explainers => explainers;

    public ResultStream Stream => stream;

    public ExplainEvents Events => events;

    public Shadows Shadows => shadows;

    public TimeProvider Time => time;

    public LimitsOptions Limits { get; } = limits.Value;

    /// <summary>Encodes the inputs and takes their tokens from the caller's quota.</summary>
    public (EncodedInput[] Inputs, Problem? Problem) Encode(HttpContext http, LoadedModel model, InputList list, bool severalAspects = false)
    {
        long started = time.GetTimestamp();
        var (inputs, problem) = InputEncoder.Encode(model, list, Limits, severalAspects);
        long tokens = 0;
        foreach (var input in inputs)
        {
            tokens += input.Text?.Length ?? 0;
        }

        var facts = Facts(http, model);
        facts.Encode = time.GetElapsedTime(started);
        facts.Tokens = tokens;
        return (inputs, problem ?? quotas.Take(http.User, tokens));
    }

    /// <summary>The deadline of a request that was read just now.</summary>
    public CallDeadline? DeadlineOf(int? milliseconds) => DeadlineOf(milliseconds, time.GetTimestamp());

    /// <summary>The same of a time.</summary>
    public CallDeadline? DeadlineOf(TimeSpan? limit) => limit is { } given ? CallDeadline.After(time, time.GetTimestamp(), given) : null;

    /// <summary>A deadline of so many milliseconds since a timestamp; null where there is none.</summary>
    public CallDeadline? DeadlineOf(int? milliseconds, long since) =>
        milliseconds is { } limit ? CallDeadline.After(time, since, TimeSpan.FromMilliseconds(limit)) : null;

    /// <summary>Takes characters from the caller's quota, each as a token: a language model reads them one by one.</summary>
    public Problem? Take(HttpContext http, long characters) => quotas.Take(http.User, characters);

    /// <summary>Gives out each window as soon as the caller's quota has its tokens; until then nothing more is read.</summary>
    public async IAsyncEnumerable<StreamWindow> Paced(
        HttpContext http, IAsyncEnumerable<StreamWindow> windows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var window in windows.WithCancellation(cancellationToken))
        {
            await quotas.WaitAsync(http.User, window.Tokens, cancellationToken);
            RequestFacts.Of(http).Tokens += window.Tokens;
            yield return window;
        }
    }

    /// <summary>Notes the model for the request's log line.</summary>
    public static RequestFacts Facts(HttpContext http, LoadedModel model)
    {
        var facts = RequestFacts.Of(http);
        facts.Used = model;
        return facts;
    }
}
