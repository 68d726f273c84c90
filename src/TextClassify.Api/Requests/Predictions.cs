using System.Numerics.Tensors;
using TextClassify.Numerics;

namespace TextClassify.Api.Requests;

/// <summary>Logits in words.</summary>
internal static class Predictions
{
    private const int MostOnStack = 128;

    /// <summary>
    /// The <paramref name="top"/> labels by falling probability; equal ones keep the model's order. Empty when a logit is not finite.
    /// </summary>
    public static LabelScore[] Rank(ITextClassifier model, ReadOnlySpan<float> logits, int? top) =>
        Rank(model.Labels, model.Temperature, logits, top);

    /// <inheritdoc cref="Rank(ITextClassifier, ReadOnlySpan{float}, int?)"/>
    public static LabelScore[] Rank(IReadOnlyList<string> labels, double temperature, ReadOnlySpan<float> logits, int? top)
    {
        int classes = logits.Length;
        Span<float> scores = classes <= MostOnStack ? stackalloc float[classes] : new float[classes];
        Softmax.Write(logits, temperature, scores);
        if (!float.IsFinite(TensorPrimitives.Sum<float>(scores)))
        {
            return [];
        }

        var ranked = new LabelScore[Math.Min(top ?? classes, classes)];
        for (int rank = 0; rank < ranked.Length; rank++)
        {
            int best = TensorPrimitives.IndexOfMax<float>(scores);
            ranked[rank] = new LabelScore(labels[best], scores[best]);
            scores[best] = -1;
        }

        return ranked;
    }
}
