namespace TextClassify.Explain;

/// <summary>The classes a method explains: one, or one held against another.</summary>
internal readonly record struct Contrast(int Target, int? Foil)
{
    /// <summary>Every class in order where the request asks for all, else the one contrast; of the predicted class where no target is
    /// named.</summary>
    public static Contrast[] AllOf(ExplanationQuery request, ReadOnlySpan<float> logits)
    {
        if (!request.AllTargets)
        {
            return [new Contrast(request.Target ?? TensorPrimitives.IndexOfMax(logits), request.Foil)];
        }

        var all = new Contrast[logits.Length];
        for (int target = 0; target < all.Length; target++)
        {
            all[target] = new Contrast(target, null);
        }

        return all;
    }

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
}
