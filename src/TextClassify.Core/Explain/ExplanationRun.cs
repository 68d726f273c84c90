namespace TextClassify.Explain;

/// <summary>The model calls of one explanation, from that of the text itself on, and what they took.</summary>
internal abstract class ExplanationRun
{
    private int _calls = 1;
    private TimeSpan _queue;
    private TimeSpan _compute;

    /// <param name="request">The text and what is asked of it.</param>
    /// <param name="blockTokens">Most tokens sent in one call, one row at least.</param>
    /// <param name="text">The text itself, run.</param>
    protected ExplanationRun(ExplanationQuery request, int blockTokens, ForwardBatch text)
    {
        Request = request;
        BlockRows = Math.Max(1, blockTokens / request.Text.Length);
        (_queue, _compute) = (text.Queue, text.Compute);
        Logits = text.Results[0].Logits;
        Objectives = Objective.AllOf(request, Logits);
    }

    /// <summary>[C], of the text itself.</summary>
    public float[] Logits { get; }

    /// <summary>What is explained, one an attribution.</summary>
    public Objective[] Objectives { get; }

    /// <summary>True when the deadline cut the method short.</summary>
    public bool Interrupted { get; set; }

    protected ExplanationQuery Request { get; }

    protected int BlockRows { get; }

    /// <summary>The explanation with what the run cost so far.</summary>
    public Explanation Explain(IReadOnlyList<Attribution> attributions, int? seed = null) => new()
    {
        Attributions = attributions,
        Logits = Logits,
        Interrupted = Interrupted,
        Seed = seed,
        ModelCalls = _calls,
        Queue = _queue,
        Compute = _compute,
    };

    /// <summary>The explanation of an attribution for each objective.</summary>
    public Explanation Explain(Converter<Objective, Attribution> attribute, int? seed = null) =>
        Explain(Array.ConvertAll(Objectives, attribute), seed);

    /// <summary>The same of attributions that take model calls, one after the other.</summary>
    public async Task<Explanation> ExplainAsync(Func<Objective, Task<Attribution>> attribute, int? seed = null)
    {
        var attributions = new List<Attribution>(Objectives.Length);
        foreach (var objective in Objectives)
        {
            attributions.Add(await attribute(objective).ConfigureAwait(false));
        }

        return Explain(attributions, seed);
    }

    protected static Task<ForwardBatch> RunTextAsync(
        ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken) =>
        model.RunAsync([request.Text.Ids], ForwardOutputs.Logits, cancellationToken);

    protected void Count(int calls, TimeSpan queue, TimeSpan compute)
    {
        _calls += calls;
        _queue += queue;
        _compute += compute;
    }
}
