using TextClassify.Api.Explain.Planning;
using TextClassify.Explain;

namespace TextClassify.Api.Explain;

/// <summary>Explains encoded inputs, a few at a time so that the forward pass can run their rows together.</summary>
internal sealed class ExplainRun(ExplainedModel model, ExplainPlan plan, TimeProvider time)
{
    /// <summary>Texts of a request that are explained at the same time.</summary>
    public const int AtOnce = 8;

    public ExplainedModel Model => model;

    public ExplainPlan Plan => plan;

    /// <summary>What it costs.</summary>
    public ExplainWork Work { get; } = new(model, plan);

    private readonly ExplanationMap _map = new(model, plan);

    /// <summary>Notes what a method or the spans have against a text, before anything is run.</summary>
    public EncodedInput[] Check(EncodedInput[] inputs) => Array.ConvertAll(inputs, Check);

    /// <param name="inputs">What to explain.</param>
    /// <param name="spent">Is added to as the work goes on, so that it tells of work that failed, too.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ExplainResult[]> ExplainAsync(EncodedInput[] inputs, ModelTime spent, CancellationToken cancellationToken)
    {
        var results = new ExplainResult[inputs.Length];
        if (inputs.Length == 1)
        {
            results[0] = await ExplainAsync(inputs[0], null, spent, cancellationToken);
            return results;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0, inputs.Length, options, async (i, token) => results[i] = await ExplainAsync(inputs[i], null, spent, token));
        return results;
    }

    /// <summary>Explains one input by the first method, giving out what it has so far whenever it has something better.</summary>
    public Task<ExplainResult> ExplainProgressivelyAsync(
        EncodedInput input,
        Func<ExplainResult, CancellationToken, ValueTask> partial,
        ModelTime spent,
        CancellationToken cancellationToken) =>
        ExplainAsync(input, partial, spent, cancellationToken).AsTask();

    private async ValueTask<ExplainResult> ExplainAsync(
        EncodedInput input,
        Func<ExplainResult, CancellationToken, ValueTask>? partial,
        ModelTime spent,
        CancellationToken cancellationToken)
    {
        input = Check(input);
        if (input.Text is null)
        {
            return Failed(input.Item, input.Problem!);
        }

        var done = new List<MethodRun>(plan.Methods.Count);
        IForwardPass? forward = null;
        foreach (var method in plan.Methods)
        {
            long started = time.GetTimestamp();
            var request = Request(method, input);
            if (partial is not null)
            {
                request = request with { Progress = (sofar, token) => partial(Result(input, [Run(sofar)]), token) };
            }

            if (forward is null)
            {
                forward = await model.OpenAsync(input, cancellationToken);
                spent.Add(TimeSpan.Zero, TimeSpan.Zero, input.Before);
            }

            var explanation = await method.Explainer.ExplainAsync(request, forward, cancellationToken);
            done.Add(Run(explanation));
            spent.Add(explanation.Queue, explanation.Compute, (long)explanation.ModelCalls * request.Text.Length);

            MethodRun Run(Explanation made) => new(method, request, made, time.GetElapsedTime(started));
        }

        if (plan.Metrics.Count > 0)
        {
            await MetricRun.MeasureAsync(plan, forward!, done, time, spent, cancellationToken);
        }

        return Result(input, done);
    }

    private ExplainResult Result(EncodedInput input, List<MethodRun> runs)
    {
        var prediction = Predictions.Rank(model.Labels, model.Scale, runs[0].Explanation.Logits, top: 1);
        if (prediction.Length == 0)
        {
            return Failed(input.Item, InferenceProblems.NotFinite);
        }

        var result = plan.SideBySide
            ? new ExplainResult
            {
                Explanations = [.. runs.Select(run => new MethodExplanation(run.Method.Use, _map.Of(input, run)))],
                Agreement = AgreementTable.Of(runs),
            }
            : new ExplainResult(_map.Of(input, runs[0]));
        return result with
        {
            Id = input.Item.Id,
            Aspect = input.Aspect,
            Prediction = prediction[0],
            TokenCount = input.Text!.TotalTokens,
            Truncated = input.Text.Truncated,
            Sources = input.Case?.Places(),
        };
    }

    private EncodedInput Check(EncodedInput input)
    {
        if (input.Text is null)
        {
            return input;
        }

        if (plan.Spans is not null && SpanPlan.Of(plan.Spans, input.Item.Text, input.Text).Problem is { } outside)
        {
            return input with { Text = null, Problem = outside };
        }

        foreach (var method in plan.Methods)
        {
            if (method.Explainer.Check(Request(method, input)) is { } fault)
            {
                return input with
                {
                    Text = null,
                    Problem = new Problem(ProblemTypes.OutOfRange, fault.Message) { Where = $"{method.Where}.{fault.Parameter}" },
                };
            }
        }

        return input;
    }

    private TextClassify.Explain.ExplanationQuery Request(MethodPlan method, EncodedInput input) => new()
    {
        Text = input.AsRun,
        Target = plan.Labels.Target,
        Foil = plan.Labels.Foil,
        AllTargets = plan.Labels.All,
        Temperature = model.Scale.Temperature,
        Independent = model.Scale.Independent,
        Parameters = method.Parameters,
        Source = model.Encoder is { } encoder ? new SourceText(input.Item.Text, encoder) : null,
        Deadline = plan.Deadline is { } wait ? Deadline.After(time, wait) : Deadline.None,
    };

    private static ExplainResult Failed(InputItem item, Problem problem) => new() { Id = item.Id, Error = ItemError.From(problem) };
}
