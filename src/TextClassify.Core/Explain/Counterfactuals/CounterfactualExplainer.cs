using TextClassify.Explain.Gradients;

namespace TextClassify.Explain.Counterfactuals;

/// <summary>Runs a <see cref="CounterfactualSearch"/> and reads each edit's part in the flip.</summary>
/// <param name="blockTokens">Most tokens sent in one call, one row at least.</param>
internal sealed class CounterfactualExplainer(int blockTokens = CounterfactualExplainer.DefaultBlockTokens) : IExplainer
{
    private const int DefaultBlockTokens = 4096;
    private const string Edits = "edits";
    private const string MaxEdits = "max_edits";
    private const string Neighbours = "neighbours";
    private const string Candidates = "candidates";
    private const string Beam = "beam";
    private const string Delete = "delete";
    private const string Replace = "replace";

    public ExplainerInfo Info { get; } = new(
        "counterfactual",
        "The smallest edits found after which the model gives another label, or the target: tokens taken out or "
            + "replaced by near words. An edited token's score is the margin lost when that edit alone is undone; other tokens have 0.",
        [
            new ChoiceParameter(Edits, "What may be done to a token.", "any", ["any", Delete, Replace]),
            new IntegerParameter(MaxEdits, "Most tokens changed.", Default: 5, Minimum: 1, Maximum: 20),
            new IntegerParameter(
                Neighbours, "Nearest words, by cosine of the embeddings, tried in a token's place.", Default: 20, Minimum: 1, Maximum: 200),
            new IntegerParameter(
                Candidates, "Edits of one text that the model verifies, best by gradient first.", Default: 64, Minimum: 1, Maximum: 1024),
            new IntegerParameter(Beam, "Edited texts carried on when one more edit is needed.", Default: 4, Minimum: 1, Maximum: 32),
        ])
    {
        Capability = Capabilities.Gradients,
        EditsText = true,
    };

    /// <summary>
    /// The text, for each round the gradient and the candidates of the texts it carries on, what undoes the edits one by one, and the text
    /// found.
    /// </summary>
    public long MostModelCalls(ParameterValues parameters, ExplainSize size)
    {
        var limits = Limits(parameters);
        int edits = Math.Min(limits.MaxEdits, size.Tokens);
        long moves = Math.Min(limits.Candidates, (long)size.Tokens * (limits.Neighbours + (limits.Deletions ? 1 : 0)));
        long carried = 1 + ((edits - 1) * Math.Min(limits.Beam, limits.Beam * moves));
        return 2 + (carried * (1 + moves)) + ((long)edits * (edits + 1) / 2);
    }

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        var gradients = GradientRun.Required(model);
        var runs = new EditedRuns(request, model, blockTokens);
        var limits = Limits(request.Parameters);
        var text = (await runs.RunAsync(
            [new Attempt(EditSet.None(request.Text.Length), request.Text.Ids, [])], cancellationToken).ConfigureAwait(false))[0];
        var goal = new FlipGoal(TensorPrimitives.IndexOfMax<float>(text.Logits), request.Target);

        (Attempt Found, Attempt[] Undone)? flip = null;
        bool interrupted = false;
        if (!goal.IsReached(text.Logits))
        {
            var moves = new EditMoves(goal, request.Text.Ids, runs.Source.Encoder, gradients, runs, limits);
            var search = new CounterfactualSearch(goal, moves, runs, limits, request.Deadline);
            flip = await search.RunAsync(text, cancellationToken).ConfigureAwait(false);
            interrupted = search.Interrupted;
        }

        float[] scores = new float[request.Text.Length];
        int reached = goal.Rivals(text.Logits).Rising;
        Counterfactual? counterfactual = null;
        if (flip is { } reachedIt)
        {
            // Alone, as a caller would send it: beside other rows the last bits may differ.
            var found = (await runs.RunAsync([reachedIt.Found], cancellationToken).ConfigureAwait(false))[0];
            reached = TensorPrimitives.IndexOfMax<float>(found.Logits);
            WriteScores(goal, found, reachedIt.Undone, scores);
            var edits = EditedText.Describe(runs.Source, request.Text.Tokens.Span, found.Edits);
            counterfactual = new Counterfactual(runs.Write(found.Edits), edits, found.Logits);
        }

        return new Explanation
        {
            Attributions = [new Attribution { Scores = scores, Target = reached }],
            Logits = text.Logits,
            Counterfactual = counterfactual,
            Interrupted = interrupted,
            ModelCalls = runs.Calls,
            Queue = runs.Queue,
            Compute = runs.Compute,
        };
    }

    /// <summary>Margin with all edits less the margin without one.</summary>
    private static void WriteScores(FlipGoal goal, Attempt found, Attempt[] undone, float[] scores)
    {
        float margin = goal.Margin(found.Logits);
        foreach (var without in undone)
        {
            for (int token = 0; token < scores.Length; token++)
            {
                if (without.Edits[token] != found.Edits[token])
                {
                    scores[token] = margin - goal.Margin(without.Logits);
                }
            }
        }
    }

    private static CounterfactualLimits Limits(ParameterValues parameters) => new(
        parameters.Integer(MaxEdits),
        parameters.Choice(Edits) != Replace,
        parameters.Choice(Edits) == Delete ? 0 : parameters.Integer(Neighbours),
        parameters.Integer(Candidates),
        parameters.Integer(Beam));
}
