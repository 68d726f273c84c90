using System.Numerics;
using TextClassify.Explain.Perturbation;

namespace TextClassify.Explain.Coalitions;

/// <summary>
/// Shapley values by walks through random orders (Castro et al. 2009): tokens join one by one and each is paid what it changes. An order is
/// walked both ways (Mitchell et al. 2022), which takes out much of the variance of tokens that interact.
/// </summary>
/// <param name="blockTokens">Most tokens sent in one call, one row at least.</param>
internal sealed class ShapleySamplingExplainer(int blockTokens = RowRun.DefaultBlockTokens) : IExplainer
{
    private const string Samples = "n_samples";

    public ExplainerInfo Info { get; } = new(
        "shapley_sampling",
        "Each token's mean contribution over random orders in which tokens join: scores sum to f(text) - f(nothing), with "
            + "standard errors.",
        [
            new IntegerParameter(
                Samples,
                "Random orders; each is walked both ways, at one model call a token and walk.",
                Default: 25,
                Minimum: 2,
                Maximum: 10_000),
            SharedParameters.Removal,
            SharedParameters.OutputSpaces,
            SharedParameters.Seed,
        ])
    {
        PromisesSum = true,
    };

    /// <summary>The text itself and the empty one, and two walks a sample.</summary>
    public long MostModelCalls(ParameterValues parameters, ExplainSize size) =>
        2 + (2L * parameters.Integer(Samples) * PermutationWalks.Steps(size.Tokens));

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        int samples = request.Parameters.Integer(Samples), seed = request.Parameters.Seed;
        var run = await RowRun.StartAsync(request, model, blockTokens, cancellationToken).ConfigureAwait(false);
        var game = new TokenGame(request, run);
        int players = game.Players.Length, classes = run.Logits.Length;
        float[] empty = await game.EmptyAsync(cancellationToken).ConfigureAwait(false);

        var moments = Array.ConvertAll(run.Objectives, _ => new RunningMoments(players));
        int[] order = new int[players], ranks = new int[players];
        float[] logits = new float[2 * PermutationWalks.Steps(players) * classes];
        double[] gains = new double[players];
        for (int sample = 0; sample < samples && players > 0; sample++)
        {
            PermutationWalks.WriteOrder(seed, sample, order, ranks);
            int rows = 2 * PermutationWalks.Steps(players);
            int reached = await game.RunAsync(
                rows,
                (index, removed) => PermutationWalks.WriteRemoved(ranks, index, removed),
                logits,
                sample == 0 ? RunStop.Never : RunStop.AtOnce,
                cancellationToken).ConfigureAwait(false);
            if (reached < rows)
            {
                break;
            }

            for (int i = 0; i < run.Objectives.Length; i++)
            {
                PermutationWalks.WriteGains(run.Objectives[i], empty, run.Logits, logits, order, gains);
                moments[i].Add(gains);
            }

            // Shown at each doubling, which halves the variance.
            if (request.Progress is { } progress && sample > 0 && sample + 1 < samples && BitOperations.IsPow2(sample + 1))
            {
                await progress(Explain(), cancellationToken).ConfigureAwait(false);
            }
        }

        return Explain();

        Explanation Explain()
        {
            var attributions = new List<Attribution>(run.Objectives.Length);
            for (int i = 0; i < run.Objectives.Length; i++)
            {
                attributions.Add(Attribute(game, run, run.Objectives[i], empty, moments[i]));
            }

            return run.Explain(attributions, seed);
        }
    }

    private static Attribution Attribute(TokenGame game, RowRun run, Objective objective, float[] empty, RunningMoments moments)
    {
        float[] scores = game.Scatter(moments.Means);
        float[]? errors = game.Players.Length == 0 ? new float[scores.Length] : moments.StandardErrors() is { } found
            ? game.Scatter(Array.ConvertAll(found, error => (double)error))
            : null;
        return objective.Attribution(scores) with
        {
            StandardErrors = errors,
            Certificate = Certificate.Exact(objective.Of(run.Logits) - objective.Of(empty), scores) with { Interrupted = run.Interrupted },
            Facts = new Dictionary<string, object> { [Samples] = moments.Count },
        };
    }
}
