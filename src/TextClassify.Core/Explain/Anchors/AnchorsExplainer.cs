using TextClassify.Explain.Coalitions;
using TextClassify.Explain.Perturbation;

namespace TextClassify.Explain.Anchors;

/// <summary>A rule in place of scores: tokens that hold the prediction while the others come and go (Ribeiro et al. 2018).</summary>
/// <param name="blockTokens">Most tokens sent in one call, one row at least.</param>
internal sealed class AnchorsExplainer(int blockTokens = RowRun.DefaultBlockTokens) : IExplainer
{
    private const string Threshold = "threshold";
    private const string Delta = "delta";
    private const string Tau = "tau";
    private const string BatchSize = "batch_size";
    private const string BeamSize = "beam_size";
    private const string MaxSize = "max_anchor_size";
    private const string Samples = "n_samples";

    public ExplainerInfo Info { get; } = new(
        "anchors",
        "The fewest tokens with which the prediction holds while others are hidden at random: 1 for a token of the rule, 0 "
            + "for any other.",
        [
            new NumberParameter(Threshold, "Precision that the rule must have.", Default: 0.95, Minimum: 0.5, Maximum: 0.999),
            new NumberParameter(
                Delta, "One minus the confidence of the bounds on its precision.", Default: 0.1, Minimum: 0.001, Maximum: 0.5),
            new NumberParameter(
                Tau, "How far the rule taken may be from the best of its size.", Default: 0.15, Minimum: 0.01, Maximum: 0.5),
            new IntegerParameter(BatchSize, "Copies of the text drawn at a time.", Default: 100, Minimum: 10, Maximum: 1_000),
            new IntegerParameter(BeamSize, "Rules of a size that are carried on.", Default: 1, Minimum: 1, Maximum: 8),
            new IntegerParameter(MaxSize, "Most tokens of a rule.", Default: 10, Minimum: 1, Maximum: 100),
            new IntegerParameter(Samples, "Most copies drawn, one model call each.", Default: 10_000, Minimum: 100, Maximum: 100_000),
            SharedParameters.Removal,
            SharedParameters.Seed,
        ])
    {
        IsSigned = false,
        NeedsTarget = false,
    };

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) => 1L + parameters.Integer(Samples);

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        var parameters = request.Parameters;
        var run = await RowRun.StartAsync(request, model, blockTokens, cancellationToken).ConfigureAwait(false);
        var game = new TokenGame(request, run);
        var draws = new AnchorDraws(game, run, parameters.Seed, parameters.Integer(Samples));
        var search = new AnchorSearch(draws, game.Players.Length, Options(parameters));
        var anchor = await search.RunAsync(cancellationToken).ConfigureAwait(false);

        double[] rule = Array.ConvertAll(anchor.Rule, isIn => isIn ? 1.0 : 0);
        float[] scores = game.Scatter(rule);
        var attribution = new Attribution
        {
            Scores = scores,
            Target = TensorPrimitives.IndexOfMax<float>(run.Logits),
            Facts = new Dictionary<string, object>
            {
                ["rule"] = TokensOf(scores),
                ["precision"] = anchor.Precision,
                ["precision_lower"] = search.Lower(anchor),
                ["precision_upper"] = search.Upper(anchor),
                ["coverage"] = Math.Pow(0.5, anchor.Size),
                ["threshold_met"] = search.Holds(anchor),
                ["draws"] = anchor.Draws,
            },
        };
        return run.Explain([attribution], parameters.Seed);
    }

    private static AnchorOptions Options(ParameterValues parameters) => new(
        parameters.Number(Threshold),
        parameters.Number(Delta),
        parameters.Number(Tau),
        parameters.Integer(BatchSize),
        parameters.Integer(BeamSize),
        parameters.Integer(MaxSize));

    private static int[] TokensOf(float[] scores)
    {
        var tokens = new List<int>();
        for (int token = 0; token < scores.Length; token++)
        {
            if (scores[token] > 0)
            {
                tokens.Add(token);
            }
        }

        return [.. tokens];
    }
}
