using Microsoft.Extensions.Options;
using TextClassify.Api.Events;
using TextClassify.Api.Hosting;
using TextClassify.Api.Ndjson;
using TextClassify.Api.Telemetry;
using TextClassify.Explain;
using TextClassify.Inference.Registry;

namespace TextClassify.Api.Endpoints;

/// <summary>What the three verbs share.</summary>
internal sealed class InferenceServices(
    IModelRegistry registry, ExplainerCatalog explainers, ResultStream stream, ExplainEvents events, TimeProvider time, IOptions<LimitsOptions> limits)
{
    public IModelRegistry Registry => registry;

    public ExplainerCatalog Explainers => explainers;

    public ResultStream Stream => stream;

    public ExplainEvents Events => events;

    public TimeProvider Time => time;

    public LimitsOptions Limits { get; } = limits.Value;

    /// <summary>Notes the model for the request's log line.</summary>
    public static RequestFacts Facts(HttpContext http, LoadedModel model)
    {
        var facts = RequestFacts.Of(http);
        facts.Model = $"{model.Manifest.Name}/{model.Manifest.Version}";
        return facts;
    }
}
