namespace TextClassify.Training.Onnx;

/// <summary>
/// A net's matrices in half precision, which a package holds once for each of its graphs. Tables of words have forms of their own.
/// </summary>
internal static class HalfMatrices
{
    /// <summary>The weights, those of more than one axis rounded.</summary>
    public static WeightTable Round(WeightTable weights) => new(weights.All.Select(weight => IsMatrix(weight)
        ? weight with { Values = [.. weight.Values.Select(value => (float)(Half)value)] }
        : weight));

    private static bool IsMatrix(Weight weight) => weight.Shape.Count > 1 && weight.Name is not ("embedding.weight" or LinearTerm.Name);
}
