namespace TextClassify.Explain.Intrinsic;

/// <summary>Reads the word weights the forward pass declares; one model call.</summary>
internal sealed class WordWeightsExplainer : IExplainer
{
    private const string Aspect = "aspect";
    private const int MostAspects = 64;

    public ExplainerInfo Info { get; } = new(
        "word_weights",
        "How much the model's weight matrix attends to each token, whatever the class. The weights of a text sum to 1; they "
            + "are sizes, not directions.",
        [AspectParameter(MostAspects)])
    {
        IsSigned = false,
        NeedsTarget = false,
        Capability = Capabilities.WordWeights,
        PromisesSum = true,
    };

    public ParameterBinding Bind(IReadOnlyDictionary<string, JsonElement> given, ForwardShape shape) =>
        ParameterBinder.Bind(Info.Name, [AspectParameter(shape.Aspects)], given);

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) => 1;

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        var batch = await model.RunAsync([request.Text.Ids], ForwardOutputs.WordWeights, cancellationToken).ConfigureAwait(false);
        var result = batch.Results[0];

        float[] scores = new float[request.Text.Length];
        WordWeights.WriteScores(result.WordWeights, request.Parameters.OptionalInteger(Aspect), scores);
        return new Explanation
        {
            Attributions =
            [
                new Attribution
                {
                    Scores = scores,
                    Target = request.Target ?? TensorPrimitives.IndexOfMax<float>(result.Logits),
                    Certificate = Certificate.Exact(1, scores),
                },
            ],
            Logits = result.Logits,
            ModelCalls = 1,
            Queue = batch.Queue,
            Compute = batch.Compute,
        };
    }

    private static IntegerParameter AspectParameter(int aspects) => new(
        Aspect,
        "Row of the weight matrix, from 0; without it, the mean over the model's rows.",
        Default: null,
        Minimum: 0,
        Maximum: aspects - 1);
}
