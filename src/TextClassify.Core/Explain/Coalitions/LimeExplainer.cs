using TextClassify.Explain.Perturbation;

namespace TextClassify.Explain.Coalitions;

/// <summary>A linear model of the neighbourhood of a text (Ribeiro et al. 2016); every position is a feature of its own, since order
/// matters here.</summary>
/// <param name="blockTokens">Most tokens sent in one call, one row at least.</param>
internal sealed class LimeExplainer(int blockTokens = RowRun.DefaultBlockTokens) : IExplainer
{
    private const string Samples = "n_samples";
    private const string KernelWidth = "kernel_width";
    private const string Alpha = "alpha";

    public ExplainerInfo Info { get; } = new(
        "lime",
        "Weights of a linear model fitted to the output on copies of the text with random tokens hidden; near copies count "
            + "more. Its R^2 says how well it fits.",
        [
            new IntegerParameter(
                Samples, "Copies, the text itself among them; one model call each.", Default: 512, Minimum: 2, Maximum: 5_000),
            new NumberParameter(
                KernelWidth,
                "w in sqrt(exp(-d^2 / w^2)), with d 100 times the cosine distance to the text.",
                Default: 25,
                Minimum: 0.1,
                Maximum: 10_000),
            new NumberParameter(Alpha, "Ridge penalty.", Default: 0.01, Minimum: 1e-9, Maximum: 1_000),
            SharedParameters.Removal,
            SharedParameters.OutputSpaces,
            SharedParameters.Seed,
        ]);

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) => 1L + parameters.Integer(Samples);

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        int samples = request.Parameters.Integer(Samples), seed = request.Parameters.Seed;
        var run = await RowRun.StartAsync(request, model, blockTokens, cancellationToken).ConfigureAwait(false);
        var game = new TokenGame(request, run);
        int players = game.Players.Length, classes = run.Logits.Length;

        float[] logits = new float[samples * classes];
        int reached = await game.RunAsync(
            samples,
            (sample, removed) => LimeNeighbourhood.WriteRemoved(seed, sample, removed),
            logits,
            RunStop.AfterOneBlock,
            cancellationToken)
            .ConfigureAwait(false);

        double[] design = new double[reached * players], rows = new double[reached * players];
        double[] weights = new double[reached], values = new double[reached], coefficients = new double[players];
        LimeNeighbourhood.WriteDesign(seed, request.Parameters.Number(KernelWidth), design, weights);
        return run.Explain(objective =>
        {
            design.CopyTo(rows, 0);
            run.WriteValues(objective, logits, values);
            var (intercept, r2) = WeightedRidge.Fit(rows, values, weights, request.Parameters.Number(Alpha), coefficients);
            return objective.Attribution(game.Scatter(coefficients)) with
            {
                Facts = new Dictionary<string, object> { ["intercept"] = intercept, ["r2"] = r2, [Samples] = reached },
            };
        }, seed);
    }
}
