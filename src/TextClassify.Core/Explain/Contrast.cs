using TextClassify.Numerics;

namespace TextClassify.Explain;

/// <summary>The number a method explains: one class, or one class held against another.</summary>
internal readonly record struct Contrast(int Target, int? Foil)
{
    /// <summary>Of the predicted class where the request names none.</summary>
    public static Contrast Of(ExplainRequest request, ReadOnlySpan<float> logits) =>
        new(request.Target ?? System.Numerics.Tensors.TensorPrimitives.IndexOfMax(logits), request.Foil);

    public float Of(ReadOnlySpan<float> classes) => Foil is { } foil ? classes[Target] - classes[foil] : classes[Target];

    /// <summary>Writes w with <see cref="Of(ReadOnlySpan{float})"/> = sum_c w_c z_c, [C].</summary>
    public void WriteWeights(Span<float> weights)
    {
        weights.Clear();
        weights[Target] = 1;
        if (Foil is { } foil)
        {
            weights[foil] = -1;
        }
    }

    /// <summary><see cref="Of(ReadOnlySpan{float})"/> of softmax(logits / T).</summary>
    public float OfProbabilities(ReadOnlySpan<float> logits, double temperature)
    {
        Span<float> probabilities = logits.Length <= 64 ? stackalloc float[logits.Length] : new float[logits.Length];
        Softmax.Write(logits, temperature, probabilities);
        return Of(probabilities);
    }
}
