using TextClassify.Api.Explain.Planning;
using TextClassify.Explain;
using TextClassify.Explain.Parameters;
using TextClassify.Explain.Quality.Metrics;
using TextClassify.Models;

namespace TextClassify.Api.Explain;

/// <summary>What explanations by a plan cost, told by its methods and metrics before one is begun.</summary>
internal sealed class ExplainWork(ExplainedModel model, ExplainPlan plan)
{
    // A block of points and one of gradients, each of 4,096 tokens of up to 256 numbers (GradientRun).
    private const int BlockTokens = 4_096;
    private const int PointBytes = 2 * 4 * 256;

    // The rows that a linear model is fitted to, in double and twice (LimeExplainer).
    private const int MostFitted = 5_000;
    private const int FittedBytes = 16;

    private readonly (IExplainer, ParameterValues)[] _methods = [.. plan.Methods.Select(method => (method.Explainer, method.Parameters))];

    private readonly bool _points = plan.Metrics.Count > 0
        || plan.Methods.Any(method => method.Explainer.Info.Needs.Contains(Capabilities.Gradients));

    public RequestCost Of(IReadOnlyList<EncodedInput> inputs)
    {
        long work = 0, bytes = 0, all = 0, dearest = 0;
        foreach (var input in inputs)
        {
            long own = TokensOf(input);
            int tokens = input.Text?.Length ?? 0;
            work += own;
            bytes += BytesOf(tokens);
            long working = WorkingBytes(own, tokens);
            all += working;
            dearest = Math.Max(dearest, working);
        }

        return new RequestCost(work, bytes, Math.Min(all, ExplainRun.AtOnce * dearest)) { TokenPrice = model.TokenPrice };
    }

    /// <summary>Tokens that the model runs for one input; 0 where it can't be read.</summary>
    public long TokensOf(EncodedInput input) => input.Text is null ? 0 : input.Before + (CallsOf(input.AsRun.Length) * input.AsRun.Length);

    public long TokensOf(EncodedInput[] inputs) => inputs.Sum(TokensOf);

    /// <summary>The input, or what is wrong with it where it alone asks for too much.</summary>
    public EncodedInput Within(LimitsOptions limits, EncodedInput input) =>
        input.Text is not null && RequestCost.CheckWork(TokensOf(input), model.TokenPrice, limits) is { } problem
            ? input with { Text = null, Problem = problem }
            : input;

    /// <summary>What the windows of a stream hold, whatever their lines are; their work is counted line by line.</summary>
    /// <param name="size">Of a window.</param>
    /// <param name="longest">Most tokens of a text.</param>
    public RequestCost OfStream(WindowSize size, int longest)
    {
        int tokens = (int)Math.Min((long)size.Lines * longest, size.Tokens + longest);
        return new RequestCost(
            Work: 0,
            WindowSize.AtOnce * ((size.Lines * BytesOf(0)) + BytesOf(tokens)),
            Math.Min(size.Lines, ExplainRun.AtOnce) * WorkingBytes(CallsOf(longest) * longest, longest));
    }

    private long CallsOf(int tokens)
    {
        long calls = 0;
        foreach (var method in plan.Methods)
        {
            calls += method.Explainer.MostModelCalls(method.Parameters, SizeOf(tokens, method.Explainer));
        }

        return calls + QualityCatalog.MostModelCalls(plan.Metrics, _methods, new ExplainSize(tokens, 1, model.HasBackward), plan.Quality);
    }

    private ExplainSize SizeOf(int tokens, IExplainer explainer) =>
        new(tokens, plan.Labels.All && explainer.Info.NeedsTarget ? model.Labels.Count : 1, model.HasBackward);

    /// <summary>Of one text's answer.</summary>
    private long BytesOf(int tokens)
    {
        long spans = plan.Spans is null ? 0 : plan.Spans.Ranges?.Count ?? tokens;
        long labels = plan.Labels.All ? model.Labels.Count * (AnswerSize.Result + (8L * tokens)) : 0;
        return AnswerSize.Result + (plan.Methods.Count * (AnswerSize.Result + ((tokens + spans) * AnswerSize.Token) + labels));
    }

    /// <summary>Of one text while it is explained.</summary>
    private long WorkingBytes(long work, int tokens) =>
        (_points ? Math.Min(work, BlockTokens) * PointBytes : 0) + (Math.Min(work, (long)MostFitted * tokens) * FittedBytes);
}
