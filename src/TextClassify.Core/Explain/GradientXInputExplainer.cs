using System.Text.Json;
using TextClassify.Forward;
using TextClassify.Models;

namespace TextClassify.Explain;

/// <summary>sum_d x[t,d] df/dx[t,d] at the text itself: the first-order reading, one backward run, no promise about its sum.</summary>
internal sealed class GradientXInputExplainer : IExplainer
{
    public ExplainerInfo Info { get; } = new()
    {
        Name = "gradient_x_input",
        Description = "Each token's embedding times its gradient at the text itself: fast, first order, and without a promised sum.",
        Parameters = [],
        IsSigned = true,
        NeedsTarget = true,
        Capability = Capabilities.Gradients,
        PromisesSum = false,
    };

    public static IGradientPass Required(IForwardPass model) =>
        model.Gradients ?? throw new InvalidOperationException("The model has no backward pass; its capabilities should not have offered this method.");

    public ParameterBinding Bind(IReadOnlyDictionary<string, JsonElement> given, ForwardShape shape) =>
        ParameterBinder.Bind(Info.Name, Info.Parameters, given);

    public async Task<Explanation> ExplainAsync(ExplainRequest request, IForwardPass model, CancellationToken cancellationToken)
    {
        var gradients = Required(model);
        var ids = request.Text.Ids;
        var text = await model.RunAsync([ids], ForwardOutputs.Logits, cancellationToken).ConfigureAwait(false);
        float[] logits = text.Results[0].Logits;
        var contrast = Contrast.Of(request, logits);

        float[] embeddings = new float[ids.Length * gradients.EmbeddingWidth], gradient = new float[embeddings.Length];
        float[] targets = new float[logits.Length];
        gradients.Embed(ids.Span, embeddings);
        contrast.WriteWeights(targets);
        var timing = await gradients.RunAsync(embeddings, ids.Length, targets, new float[logits.Length], gradient, cancellationToken)
            .ConfigureAwait(false);

        double[] scores = new double[ids.Length];
        IntegratedGradients.Add(embeddings, gradient, weight: 1, scores);
        return new Explanation
        {
            Scores = Array.ConvertAll(scores, score => (float)score),
            Target = contrast.Target,
            Logits = logits,
            ModelCalls = 2,
            Queue = text.Queue + timing.Queue,
            Compute = text.Compute + timing.Compute,
        };
    }
}
