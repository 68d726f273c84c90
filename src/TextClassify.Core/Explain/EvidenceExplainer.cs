using System.Text.Json;
using TextClassify.Forward;
using TextClassify.Models;

namespace TextClassify.Explain;

/// <summary>Reads the evidence the forward pass declares; one model call.</summary>
internal sealed class EvidenceExplainer : IExplainer
{
    public ExplainerInfo Info { get; } = new()
    {
        Name = "evidence",
        Description = "Each token's exact share in the target's logit: the shares and the bias add up to the logit. Comes with the forward pass.",
        Parameters = [],
        IsSigned = true,
        NeedsTarget = true,
        Capability = Capabilities.Evidence,
        PromisesSum = true,
    };

    public ParameterBinding Bind(IReadOnlyDictionary<string, JsonElement> given, ForwardShape shape) =>
        ParameterBinder.Bind(Info.Name, Info.Parameters, given);

    public async Task<Explanation> ExplainAsync(ExplainRequest request, IForwardPass model, CancellationToken cancellationToken)
    {
        var batch = await model.RunAsync([request.Text.Ids], ForwardOutputs.Evidence, cancellationToken).ConfigureAwait(false);
        var result = batch.Results[0];
        var contrast = Contrast.Of(request, result.Logits);

        float[] scores = new float[request.Text.Length];
        Evidence.WriteScores(result.Evidence, model.Shape.Classes, contrast, scores);
        return new Explanation
        {
            Scores = scores,
            Target = contrast.Target,
            Logits = result.Logits,
            Certificate = Certificate.Exact(Evidence.ExpectedSum(result.Logits, model.Bias.Span, contrast), scores),
            ModelCalls = 1,
            Queue = batch.Queue,
            Compute = batch.Compute,
        };
    }
}
