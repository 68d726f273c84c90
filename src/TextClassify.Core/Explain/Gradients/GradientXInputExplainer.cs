namespace TextClassify.Explain.Gradients;

/// <summary>sum_d x[t,d] df/dx[t,d] at the text itself: the first-order reading, one backward run, no promise about its sum.</summary>
internal sealed class GradientXInputExplainer : IExplainer
{
    public ExplainerInfo Info { get; } = new(
        "gradient_x_input",
        "Each token's embedding times its gradient at the text itself: fast, first order, and without a promised sum.",
        [SharedParameters.MultiplyByInputs, SharedParameters.OutputSpaces])
    {
        Capability = Capabilities.Gradients,
        OtherCapability = Capabilities.Embeddings,
    };

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) =>
        1 + (size.Targets * GradientRun.MostCallsOfSlopes(parameters, size));

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        var run = await GradientRun.StartAsync(request, model, GradientRun.DefaultBlockTokens, cancellationToken).ConfigureAwait(false);
        float[] factor = run.Factor(request.Parameters);
        return await run.ExplainAsync(async objective =>
        {
            double[] scores = new double[request.Text.Length];
            await run.SlopesAsync(
                1,
                (_, point) => run.Embeddings.CopyTo(point),
                factor,
                objective,
                (_, slopes) => slopes.CopyTo(scores),
                RunStop.Never,
                cancellationToken).ConfigureAwait(false);
            return objective.Attribution(Array.ConvertAll(scores, score => (float)score)) with { Facts = run.Facts };
        }).ConfigureAwait(false);
    }
}
