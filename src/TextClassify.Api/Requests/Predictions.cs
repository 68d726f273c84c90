using System.Numerics.Tensors;
using TextClassify.Numerics;

namespace TextClassify.Api.Requests;

/// <summary>Logits in words.</summary>
internal static class Predictions
{
    private const int MostOnStack = 128;

    /// <summary>
    /// The <paramref name="top"/> labels by falling score; equal ones keep the model's order. Empty when a logit is not finite.
    /// </summary>
    public static LabelScore[] Rank(ITextClassifier model, ReadOnlySpan<float> logits, int? top) =>
        Rank(model.Labels, model.Scale, logits, top);

    /// <inheritdoc cref="Rank(ITextClassifier, ReadOnlySpan{float}, int?)"/>
    public static LabelScore[] Rank(IReadOnlyList<string> labels, ScoreScale scale, ReadOnlySpan<float> logits, int? top)
    {
        int classes = logits.Length;
        Span<float> scores = classes <= MostOnStack ? stackalloc float[classes] : new float[classes];
        scale.Write(logits, scores);
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

    /// <summary>
    /// The labels that reach their thresholds, by falling score; null where one label excludes the others, which is a choice already.
    /// </summary>
    public static string[]? Chosen(ITextClassifier model, ReadOnlySpan<float> logits)
    {
        if (model.Thresholds is not { } thresholds)
        {
            return null;
        }

        int classes = logits.Length;
        Span<float> scores = classes <= MostOnStack ? stackalloc float[classes] : new float[classes];
        model.Scale.Write(logits, scores);
        int count = 0;
        for (int label = 0; label < classes; label++)
        {
            bool reaches = scores[label] >= thresholds[label];
            scores[label] = reaches ? scores[label] : -1;
            count += reaches ? 1 : 0;
        }

        string[] chosen = new string[count];
        for (int rank = 0; rank < count; rank++)
        {
            int best = TensorPrimitives.IndexOfMax<float>(scores);
            chosen[rank] = model.Labels[best];
            scores[best] = -1;
        }

        return chosen;
    }
}
