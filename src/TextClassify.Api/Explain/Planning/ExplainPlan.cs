using TextClassify.Api.Problems;
using TextClassify.Api.Requests;
using TextClassify.Explain.Catalog;
using TextClassify.Explain.Quality;

namespace TextClassify.Api.Explain.Planning;

/// <summary>What an explain request asks for, checked against the methods and the model.</summary>
internal sealed record ExplainPlan
{
    /// <summary>One at least.</summary>
    public required IReadOnlyList<MethodPlan> Methods { get; init; }

    /// <summary>Whether the request named a list of methods.</summary>
    public required bool SideBySide { get; init; }

    public LabelChoice Labels { get; init; }

    public SpanRequest? Spans { get; init; }

    /// <summary>For each text and method; null for none.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Names that the catalog of metrics knows, each once.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    public QualityOptions Quality { get; init; } = new();

    /// <summary>The method asked for alone, as answers name it.</summary>
    public MethodUse? Use => SideBySide ? null : Methods[0].Use;

    public static (ExplainPlan? Plan, Problem? Problem) Of(ExplainRequest request, ExplainedModel model, ExplainerCatalog catalog)
    {
        var binder = new MethodBinder(request, model, catalog);
        var (methods, refused) = binder.Bind();
        if (methods is null)
        {
            return (null, refused);
        }

        var (labels, unknown) = LabelChoice.Of(request, model);
        var problem = unknown ?? SpanPlan.Check(request) ?? MetricPlan.Check(request);
        return problem is not null ? (null, problem) : (new ExplainPlan
        {
            Methods = methods,
            SideBySide = request.Methods is not null,
            Labels = labels,
            Spans = request.Spans,
            Deadline = request.DeadlineMs is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            Metrics = [.. (request.Metrics ?? []).Distinct(StringComparer.Ordinal)],
            Quality = MetricPlan.Options(request),
        }, null);
    }
}
