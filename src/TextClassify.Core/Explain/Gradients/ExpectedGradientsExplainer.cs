namespace TextClassify.Explain.Gradients;

/// <summary>
/// The mean of integrated gradients over several baselines (Erion et al. 2021). Each path is integrated by quadrature and not by drawing
/// points of it, so the mean has a certificate and no sampling error.
/// </summary>
/// <param name="blockTokens">Most tokens sent in one call, one point at least.</param>
internal sealed class ExpectedGradientsExplainer(int blockTokens = GradientRun.DefaultBlockTokens) : IExplainer
{
    private const string Baselines = "baselines";
    private const int MaxTokenBaselines = 16;

    public ExplainerInfo Info { get; } = new(
        "expected_gradients",
        "Integrated gradients averaged over several baselines: scores sum to the mean of f(text) - f(baseline), and "
            + "baseline_spread says how far the baselines disagree.",
        [
            PathQuadrature.Steps,
            new ChoicesParameter(
                Baselines,
                "The paths' starts: padding, the unknown word, the zero vector, the mean vector of all words, or the lists of "
                    + "baseline_tokens.",
                ["pad", "unk", "zero", "mean"],
                Baseline.Choices),
            Baseline.TokensParameter(MaxTokenBaselines),
            SharedParameters.OutputSpaces,
        ])
    {
        Capability = Capabilities.Gradients,
        OtherCapability = Capabilities.Embeddings,
        PromisesSum = true,
    };

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) =>
        1 + (Baseline.CountOf(parameters, parameters.Choices(Baselines)) * PathQuadrature.MostModelCalls(parameters, size));

    public ParameterFault? Check(ExplanationQuery request) => Baseline.Check(request, request.Parameters.Choices(Baselines));

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        var run = await GradientRun.StartAsync(request, model, blockTokens, cancellationToken).ConfigureAwait(false);
        var paths = new List<PathQuadrature>();
        foreach (float[] baseline in Baseline.AllOf(request, request.Parameters.Choices(Baselines), run.Pass))
        {
            paths.Add(await PathQuadrature.StartAsync(run, request, baseline, cancellationToken).ConfigureAwait(false));
        }

        return await run.ExplainAsync(async objective =>
        {
            var parts = new List<Attribution>(paths.Count);
            foreach (var path in paths)
            {
                parts.Add(await path.IntegrateAsync(objective, cancellationToken).ConfigureAwait(false));
            }

            return Mean(parts, objective, run);
        }).ConfigureAwait(false);
    }

    private static Attribution Mean(List<Attribution> parts, Objective objective, GradientRun run)
    {
        int tokens = parts[0].Scores.Length;
        float[] lowest = [.. parts[0].Scores], highest = [.. parts[0].Scores];
        double[] scores = new double[tokens];
        double expected = 0;
        bool interrupted = false;
        foreach (var part in parts)
        {
            TensorPrimitives.Min(lowest, part.Scores, lowest);
            TensorPrimitives.Max(highest, part.Scores, highest);
            expected += part.Certificate!.Expected / parts.Count;
            interrupted |= part.Certificate.Interrupted;
            for (int token = 0; token < tokens; token++)
            {
                scores[token] += (double)part.Scores[token] / parts.Count;
            }
        }

        TensorPrimitives.Subtract(highest, lowest, highest);
        return objective.Attribution(Array.ConvertAll(scores, score => (float)score)) with
        {
            Certificate = Certificate.Integral(expected, TensorPrimitives.Sum<double>(scores)) with { Interrupted = interrupted },
            Facts = new Dictionary<string, object>(run.Facts) { ["baseline_spread"] = (double)TensorPrimitives.Max<float>(highest) },
        };
    }
}
