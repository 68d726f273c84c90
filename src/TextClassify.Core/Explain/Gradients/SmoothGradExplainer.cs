namespace TextClassify.Explain.Gradients;

/// <summary>The mean gradient over noisy copies of the embeddings (Smilkov et al. 2017), times the embedding of the text itself.</summary>
/// <param name="blockTokens">Most tokens sent in one call, one point at least.</param>
internal sealed class SmoothGradExplainer(int blockTokens = GradientRun.DefaultBlockTokens) : IExplainer
{
    private const string Samples = "n_samples";
    private const string NoiseLevel = "noise_level";

    public ExplainerInfo Info { get; } = new(
        "smoothgrad",
        "Gradient times input, averaged over copies of the text with noise on their embeddings: less rough than one "
            + "gradient, with standard errors and no promised sum.",
        [
            new IntegerParameter(Samples, "Noisy copies, one backward run each.", Default: 25, Minimum: 2, Maximum: 10_000),
            new NumberParameter(
                NoiseLevel,
                "Standard deviation of the noise as a share of the range of the text's embeddings; the authors use 0.1 to 0.2.",
                Default: 0.1,
                Minimum: 0,
                Maximum: 1),
            SharedParameters.MultiplyByInputs,
            SharedParameters.OutputSpaces,
            SharedParameters.Seed,
        ])
    {
        Capability = Capabilities.Gradients,
    };

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) =>
        1 + (size.Targets * parameters.Integer(Samples) * GradientRun.MostCallsOfSlopes(parameters, size));

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        int samples = request.Parameters.Integer(Samples), seed = request.Parameters.Seed;
        var run = await GradientRun.StartAsync(request, model, blockTokens, cancellationToken).ConfigureAwait(false);
        float[] factor = run.Factor(request.Parameters);
        double deviation = request.Parameters.Number(NoiseLevel)
            * (TensorPrimitives.Max<float>(run.Embeddings) - TensorPrimitives.Min<float>(run.Embeddings));

        return await run.ExplainAsync(async objective =>
        {
            var moments = new RunningMoments(request.Text.Length);
            double[] scores = new double[request.Text.Length];
            await run.VisitAsync(
                samples,
                (sample, point) => WriteNoisy(run.Embeddings, seed, sample, deviation, point),
                objective,
                (_, _, gradient) =>
                {
                    IntegratedGradients.WriteSlopes(factor, gradient, scores);
                    moments.Add(scores);
                },
                RunStop.AfterOneBlock,
                cancellationToken).ConfigureAwait(false);
            run.Interrupted |= moments.Count < samples;
            return objective.Attribution(Array.ConvertAll(moments.Means.ToArray(), mean => (float)mean)) with
            {
                StandardErrors = moments.StandardErrors(),
                Facts = new Dictionary<string, object> { [Samples] = moments.Count },
            };
        }, seed).ConfigureAwait(false);
    }

    /// <summary>The noise of a sample follows from the seed and its number alone.</summary>
    private static void WriteNoisy(ReadOnlySpan<float> embeddings, int seed, int sample, double deviation, Span<float> point)
    {
        var random = new SplitMix64(seed, sample);
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = (float)(embeddings[i] + (deviation * random.NextNormal()));
        }
    }
}
