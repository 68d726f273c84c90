namespace TextClassify.Explain.Intrinsic;

/// <summary>Reads the evidence the forward pass declares; one model call.</summary>
internal sealed class EvidenceExplainer : IExplainer
{
    public ExplainerInfo Info { get; } = new(
        "evidence",
        "Each token's exact share in the target's logit: the shares and the bias add up to the logit. Comes with the "
            + "forward pass.",
        [])
    {
        Capability = Capabilities.Evidence,
        PromisesSum = true,
    };

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) => 1;

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        var batch = await model.RunAsync([request.Text.Ids], ForwardOutputs.Evidence, cancellationToken).ConfigureAwait(false);
        var result = batch.Results[0];
        var attributions = new List<Attribution>();
        foreach (var contrast in Contrast.AllOf(request, result.Logits))
        {
            float[] scores = new float[request.Text.Length];
            Evidence.WriteScores(result.Evidence, model.Shape.Classes, contrast, scores);
            attributions.Add(new Attribution
            {
                Scores = scores,
                Target = contrast.Target,
                Foil = contrast.Foil,
                Certificate = Certificate.Exact(Evidence.ExpectedSum(result.Logits, model.Bias.Span, contrast), scores),
            });
        }

        return new Explanation
        {
            Attributions = attributions,
            Logits = result.Logits,
            ModelCalls = 1,
            Queue = batch.Queue,
            Compute = batch.Compute,
        };
    }
}
