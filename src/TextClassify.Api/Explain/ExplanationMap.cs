using TextClassify.Api.Explain.Planning;
using TextClassify.Explain;

namespace TextClassify.Api.Explain;

/// <summary>An explanation as answers show it.</summary>
internal sealed class ExplanationMap(ExplainedModel model, ExplainPlan plan)
{
    public ExplanationBody Of(EncodedInput input, MethodRun run)
    {
        var explanation = run.Explanation;
        var shown = run.Shown;
        return new ExplanationBody
        {
            Target = Label(shown.Target),
            Foil = shown.Foil is { } foil ? Label(foil) : null,
            Tokens = TokenList.Of(input.Item.Text, input.Text!, shown.Scores, shown.StandardErrors),
            Spans = plan.Spans is null ? null : Spans(plan.Spans, input, shown.Scores),
            Certificate = Of(shown, explanation.Interrupted),
            Attributions = plan.Labels.All ? [.. explanation.Attributions.Select(one => new LabelAttribution(
                Label(one.Target), one.Scores, one.StandardErrors, Of(one, explanation.Interrupted)))] : null,
            Facts = shown.Facts.Count == 0 ? null : shown.Facts,
            Counterfactual = run.Method.Explainer.Info.EditsText ? Counterfactuals.Of(model, input.Item.Text, explanation) : null,
            Metrics = MetricRun.Of(run.Quality),
            MetricsCost = run.Quality is { } quality ? Cost(quality.ModelCalls, run.QualityElapsed) : null,
            Seed = explanation.Seed,
            Interrupted = explanation.Interrupted ? true : null,
            Cost = Cost(explanation.ModelCalls, run.Elapsed),
        };
    }

    private static Certificate Of(Attribution attribution, bool interrupted)
    {
        if (attribution.Certificate is { } certificate)
        {
            return new Certificate(
                certificate.Expected, certificate.Sum, certificate.Residual, certificate.Tolerance, certificate.Converged && !interrupted);
        }

        return new Certificate(null, Sum(attribution.Scores), null, null, interrupted ? false : null);
    }

    private static SpanScore[] Spans(SpanRequest request, EncodedInput input, float[] scores)
    {
        string text = input.Item.Text;
        var tokens = input.Text!.Tokens.Span;
        var spans = SpanPlan.Of(request, text, input.Text).Spans;
        var list = new SpanScore[spans.Count];
        for (int i = 0; i < list.Length; i++)
        {
            var (first, count) = spans[i];
            var (start, end) = (tokens[first].Start, tokens[first + count - 1].End);
            list[i] = new SpanScore(start, end, text[start..end], first, count, Sum(scores.AsSpan(first, count)));
        }

        return list;
    }

    private static double Sum(ReadOnlySpan<float> scores)
    {
        double sum = 0;
        foreach (float score in scores)
        {
            sum += score;
        }

        return sum;
    }

    private static ExplanationCost Cost(int modelCalls, TimeSpan elapsed) => new(modelCalls, Math.Round(elapsed.TotalMilliseconds, 3));

    private LabelIndex Label(int index) => new(model.Labels[index], index);
}
