namespace TextClassify.Training.Nets;

/// <summary>
/// The linear n-gram term of a classifier: a word's own share of each logit, which stands beside its embedding in the table as C further
/// numbers. A text's logits get the sum over its tokens divided by the square root of their number, which is about what the Euclidean
/// norm of TF-IDF is for; so every token's share is exact, and gradients and paths over embeddings hold it as they hold the rest.
/// </summary>
internal static class LinearTerm
{
    /// <summary>[V,C] in a <see cref="WeightTable"/>; absent where a model has no such term.</summary>
    public const string Name = "linear.weight";

    /// <summary>What the sum over a text's tokens is multiplied by.</summary>
    public static double Scale(int tokens) => 1 / Math.Sqrt(tokens);

    /// <summary>C where the weights have the term; else 0.</summary>
    public static int WidthOf(WeightTable weights) => weights.Names.Contains(Name) ? weights[Name].Shape[1] : 0;

    /// <summary>The table as it ships: [V,D], or [V,D+C] with the term.</summary>
    public static Weight Table(WeightTable weights)
    {
        var table = weights["embedding.weight"];
        if (WidthOf(weights) is not (> 0 and var classes))
        {
            return table;
        }

        var linear = weights[Name];
        int rows = table.Shape[0], width = table.Shape[1];
        float[] values = new float[rows * (width + classes)];
        for (int row = 0; row < rows; row++)
        {
            var target = values.AsSpan(row * (width + classes));
            table.Values.AsSpan(row * width, width).CopyTo(target);
            linear.Values.AsSpan(row * classes, classes).CopyTo(target[width..]);
        }

        return table with { Shape = [rows, width + classes], Values = values };
    }
}
