namespace TextClassify.Explain.Contextual;

/// <summary>
/// Contextual decomposition (Murdoch, Liu and Yu 2018): each token taken as a phrase of its own, and a longer phrase on request. The split
/// is exact for every phrase; the parts of different phrases promise no sum, because what tokens do together belongs to none of them.
/// </summary>
/// <param name="blockPhrases">Most phrases between two looks at the deadline.</param>
internal sealed class ContextualExplainer(int blockPhrases = 128) : IExplainer
{
    private const string Start = "phrase_start";
    private const string End = "phrase_end";
    private const int MaxTokens = 1 << 20;

    public ExplainerInfo Info { get; } = new(
        "contextual",
        "The part of the target's logit that comes of a token alone, the rest of the text held apart at every step; of a "
            + "phrase as well, with what its tokens do together.",
        [
            new IntegerParameter(
                Start, "Index of a phrase's first token; left out with phrase_end, tokens alone are scored.", null, 0, MaxTokens),
            new IntegerParameter(End, "Index behind the phrase's last token.", null, 1, MaxTokens),
        ])
    {
        Capability = Capabilities.Contextual,
    };

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) =>
        1L + size.Tokens + (parameters.OptionalInteger(Start) is null ? 0 : 1);

    public ParameterFault? Check(ExplanationQuery request) =>
        (request.Parameters.OptionalInteger(Start), request.Parameters.OptionalInteger(End)) switch
        {
            (null, null) => null,
            (null, _) => new ParameterFault(Start, $"{End} is given, so {Start} must be too."),
            (_, null) => new ParameterFault(End, $"{Start} is given, so {End} must be too."),
            var (start, end) when start >= end => new ParameterFault(End, $"{End} is {end}; it must be above {Start}, which is {start}."),
            var (_, end) when end > request.Text.Length => new ParameterFault(
                End, $"{End} is {end}, and the text has {request.Text.Length} tokens."),
            _ => null,
        };

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        var pass = model.Contextual ?? throw new InvalidOperationException($"{Info.Name} needs a model with a contextual pass.");
        var ids = request.Text.Ids;
        var text = await model.RunAsync([ids], ForwardOutputs.Logits, cancellationToken).ConfigureAwait(false);
        float[] logits = text.Results[0].Logits;
        var phrases = Phrases(request);
        var split = new PhraseParts(phrases.Length, logits);
        var (queue, compute) = (text.Queue, text.Compute);

        // A phrase that was asked for comes first, so that a deadline leaves it out last.
        while (split.Done < phrases.Length && (split.Done == 0 || !request.Deadline.Passed))
        {
            var block = phrases.AsMemory(split.Done, Math.Min(blockPhrases, phrases.Length - split.Done)).ToArray();
            var batch = await pass.RunAsync(ids, block, cancellationToken).ConfigureAwait(false);
            split.Add(batch);
            (queue, compute) = (queue + batch.Queue, compute + batch.Compute);
        }

        bool hasPhrase = phrases.Length > ids.Length;
        return new Explanation
        {
            Attributions =
            [
                .. Array.ConvertAll(
                    Contrast.AllOf(request, logits), contrast => split.Attribution(contrast, ids.Length, hasPhrase ? phrases[0] : null)),
            ],
            Logits = logits,
            Interrupted = split.Done < phrases.Length,
            ModelCalls = 1 + split.Done,
            Queue = queue,
            Compute = compute,
        };
    }

    private static Phrase[] Phrases(ExplanationQuery request)
    {
        var phrases = new List<Phrase>(request.Text.Length + 1);
        if (request.Parameters.OptionalInteger(Start) is { } start)
        {
            phrases.Add(new Phrase(start, request.Parameters.OptionalInteger(End)!.Value - start));
        }

        for (int token = 0; token < request.Text.Length; token++)
        {
            phrases.Add(new Phrase(token, 1));
        }

        return [.. phrases];
    }
}
