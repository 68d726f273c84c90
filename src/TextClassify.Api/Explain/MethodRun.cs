using TextClassify.Api.Explain.Planning;
using TextClassify.Explain;
using TextClassify.Explain.Quality;

namespace TextClassify.Api.Explain;

/// <summary>What a method made of a text.</summary>
internal sealed record MethodRun(MethodPlan Method, ExplanationQuery Request, Explanation Explanation, TimeSpan Elapsed)
{
    /// <summary>The attribution shown first: the only one, or of all labels that of the prediction.</summary>
    public Attribution Shown => Explanation.Attributions.Count == 1
        ? Explanation.Attributions[0]
        : Explanation.Attributions[System.Numerics.Tensors.TensorPrimitives.IndexOfMax<float>(Explanation.Logits)];

    /// <summary>Null when no metric was asked for.</summary>
    public QualityReport? Quality { get; init; }

    /// <summary>Wall-clock time of the metrics.</summary>
    public TimeSpan QualityElapsed { get; init; }
}
