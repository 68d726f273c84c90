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

    public required LabelChoice Labels { get; init; }

    public SpanRequest? Spans { get; init; }

    /// <summary>For each text and method; null for none.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Names that the catalog of metrics knows, each once.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    public QualityOptions Quality { get; init; } = new();

    /// <summary>The method asked for alone, as answers name it.</summary>
    public MethodUse? Use => SideBySide ? null : Methods[0].Use;

    public static Outcome<ExplainPlan> Of(ExplainRequest request, ExplainedModel model, ExplainerCatalog catalog)
    {
        if (new MethodBinder(request, model, catalog).Bind().Fails(out var problem, out var methods)
            || LabelChoice.Of(request, model).Fails(out problem, out var labels)
            || SpanPlan.Check(request).Fails(out problem)
            || MetricPlan.Check(request).Fails(out problem))
        {
            return problem;
        }

        return new ExplainPlan
        {
            Methods = methods,
            SideBySide = request.Methods is not null,
            Labels = labels,
            Spans = request.Spans,
            Deadline = request.DeadlineMs is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            Metrics = [.. (request.Metrics ?? []).Distinct(StringComparer.Ordinal)],
            Quality = MetricPlan.Options(request),
        };
    }
}
