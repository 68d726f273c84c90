using TextClassify.Explain.Perturbation;

namespace TextClassify.Explain.Coalitions;

/// <summary>Owen values on a tree over the text: tokens near each other share before others do.</summary>
/// <param name="blockTokens">Most tokens sent in one call, one row at least.</param>
internal sealed class PartitionShapExplainer(int blockTokens = RowRun.DefaultBlockTokens) : IExplainer
{
    private const string MaxEvaluations = "max_evals";
    private const string Tree = "tree";
    private const string Balanced = "balanced";
    private const string Sentence = "sentence";

    public ExplainerInfo Info { get; } = new(
        "partition_shap",
        "Owen values: the text's gain is split between halves, and theirs in turn, down to tokens. Scores sum to f(text) - "
            + "f(nothing) exactly.",
        [
            new IntegerParameter(
                MaxEvaluations,
                "Most model calls; ranges with the largest gain are opened first, and a closed one shares evenly.",
                Default: 500,
                Minimum: 4,
                Maximum: 10_000),
            new ChoiceParameter(
                Tree, "Where ranges split: in the middle, or at the sentence end nearest to it.", Balanced, [Balanced, Sentence]),
            SharedParameters.Removal,
            SharedParameters.OutputSpaces,
        ])
    {
        PromisesSum = true,
    };

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) => parameters.Integer(MaxEvaluations);

    public ParameterFault? Check(ExplanationQuery request) => request.Parameters.Choice(Tree) == Sentence && request.Source is null
        ? new ParameterFault(Tree, "tree is sentence; that needs the text beside its tokens.")
        : Removal.Check(request);

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        var run = await RowRun.StartAsync(request, model, blockTokens, cancellationToken).ConfigureAwait(false);
        var game = new TokenGame(request, run);
        float[] empty = await game.EmptyAsync(cancellationToken).ConfigureAwait(false);
        int[] ends = request.Parameters.Choice(Tree) == Sentence ? SentenceStarts(request, game.Players) : [];

        // The text itself and the empty one are two of the calls.
        var owen = new OwenValues(game, run, new PartitionTree(ends), empty);
        double[][] values = await owen.ComputeAsync(
            request.Parameters.Integer(MaxEvaluations) - 2, cancellationToken).ConfigureAwait(false);
        var attributions = new List<Attribution>(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            var objective = run.Objectives[i];
            float[] scores = game.Scatter(values[i]);
            attributions.Add(objective.Attribution(scores) with
            {
                Certificate = Certificate.Exact(
                    objective.Of(run.Logits) - objective.Of(empty), scores) with
                { Interrupted = run.Interrupted },
                Facts = new Dictionary<string, object> { ["exact"] = owen.Exact },
            });
        }

        return run.Explain(attributions);
    }

    /// <summary>Players whose last token before them ends a sentence.</summary>
    private static int[] SentenceStarts(ExplanationQuery request, int[] players)
    {
        string text = request.Source!.Text;
        var tokens = request.Text.Tokens.Span;
        var starts = new List<int>();
        for (int player = 1; player < players.Length; player++)
        {
            for (int token = players[player - 1]; token < players[player]; token++)
            {
                if (EndsSentence(text, tokens[token]))
                {
                    starts.Add(player);
                    break;
                }
            }
        }

        return [.. starts];
    }

    private static bool EndsSentence(string text, TokenSpan token) =>
        text.AsSpan(token.Start, token.Length) is ['.' or '!' or '?' or '。' or '！' or '？', ..];
}
