namespace TextClassify.Explain.Perturbation;

/// <summary>Occlusion of one token at a time, by default by taking it out of the text (Li et al. 2016).</summary>
/// <param name="blockTokens">Most tokens sent in one call, one row at least.</param>
internal sealed class LeaveOneOutExplainer(int blockTokens = RowRun.DefaultBlockTokens) : IExplainer
{
    public ExplainerInfo Info { get; } = new(
        "leave_one_out",
        "How far the target's output falls when one token is left out. One model call a token.",
        [SharedParameters.Removal with { Default = "delete" }, SharedParameters.OutputSpaces]);

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) => 1L + size.Tokens;

    public Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken) =>
        OcclusionRun.ExplainAsync(request, new OcclusionWindows(request.Text.Length, 1, 1), model, blockTokens, cancellationToken);
}
