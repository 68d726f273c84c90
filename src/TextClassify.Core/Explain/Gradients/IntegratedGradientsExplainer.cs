namespace TextClassify.Explain.Gradients;

/// <summary>Integrated gradients with Gauss-Legendre nodes, doubled until the certificate holds unless their number is given.</summary>
/// <param name="blockTokens">Most tokens sent in one call, one point at least.</param>
internal sealed class IntegratedGradientsExplainer(int blockTokens = GradientRun.DefaultBlockTokens) : IExplainer
{
    private static readonly ChoiceParameter Start = Baseline.Parameter;

    public ExplainerInfo Info { get; } = new(
        "integrated_gradients",
        "The gradient along the straight path from a baseline to the text: scores sum to f(text) - f(baseline), and the "
            + "certificate says how nearly.",
        [PathQuadrature.Steps, Start, Baseline.TokensParameter(maximumLists: 1), SharedParameters.OutputSpaces])
    {
        Capability = Capabilities.Gradients,
        OtherCapability = Capabilities.Embeddings,
        PromisesSum = true,
    };

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) => 1 + PathQuadrature.MostModelCalls(parameters, size);

    public ParameterFault? Check(ExplanationQuery request) => Baseline.Check(request, [request.Parameters.Choice(Start.Name)]);

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        var run = await GradientRun.StartAsync(request, model, blockTokens, cancellationToken).ConfigureAwait(false);
        float[] baseline = Baseline.AllOf(request, [request.Parameters.Choice(Start.Name)], run.Pass)[0];
        var path = await PathQuadrature.StartAsync(run, request, baseline, cancellationToken).ConfigureAwait(false);
        return await run.ExplainAsync(objective => path.IntegrateAsync(objective, cancellationToken)).ConfigureAwait(false);
    }
}
