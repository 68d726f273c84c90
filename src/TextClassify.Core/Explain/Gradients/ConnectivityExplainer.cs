namespace TextClassify.Explain.Gradients;

/// <summary>
/// ||df / dx[t]||, the length of a token's gradient (Madsen, "Visualizing memorization in RNNs", Distill 2019, there with f the
/// log-probability of the next character): how far the answer would move if the token's embedding did, in whatever direction. It says how
/// strongly, never which way.
/// </summary>
internal sealed class ConnectivityExplainer : IExplainer
{
    public ExplainerInfo Info { get; } = new(
        "connectivity",
        "The length of each token's gradient: how strongly the answer hangs on the token, whichever way. Sizes without a "
            + "sign, and without a promised sum.",
        [SharedParameters.OutputSpaces])
    {
        IsSigned = false,
        Capability = Capabilities.Gradients,
    };

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) =>
        1 + (size.Targets * GradientRun.MostCallsOfSlopes(parameters, size));

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        GradientRun.Required(model);
        var run = await GradientRun.StartAsync(request, model, GradientRun.DefaultBlockTokens, cancellationToken).ConfigureAwait(false);
        return await run.ExplainAsync(async objective =>
        {
            float[] lengths = new float[request.Text.Length];
            await run.VisitAsync(
                1,
                (_, point) => run.Embeddings.CopyTo(point),
                objective,
                (_, _, gradient) => WriteLengths(gradient, lengths),
                RunStop.Never,
                cancellationToken).ConfigureAwait(false);
            return objective.Attribution(lengths);
        }).ConfigureAwait(false);
    }

    /// <summary>Writes the Euclidean length of each row.</summary>
    /// <param name="gradient">[T,D].</param>
    /// <param name="lengths">[T].</param>
    internal static void WriteLengths(ReadOnlySpan<float> gradient, Span<float> lengths)
    {
        int width = gradient.Length / lengths.Length;
        for (int token = 0; token < lengths.Length; token++)
        {
            lengths[token] = TensorPrimitives.Norm(gradient.Slice(token * width, width));
        }
    }
}
