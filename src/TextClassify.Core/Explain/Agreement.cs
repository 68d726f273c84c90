namespace TextClassify.Explain;

/// <summary>How far two methods order the tokens of a text alike.</summary>
/// <param name="Spearman">Rank correlation, ties sharing their mean rank; NaN when a method gives all tokens one score.</param>
/// <param name="KendallTau">Tau-b.</param>
public readonly record struct Agreement(double Spearman, double KendallTau)
{
    /// <summary>
    /// Below this Spearman correlation two methods disagree. At 0.5 they share a quarter of the variance of the ranks; with 20 tokens
    /// chance alone passes 0.447 once in forty times (Zar 1972).
    /// </summary>
    public const double Threshold = 0.5;

    public bool Disagree => Spearman < Threshold;

    /// <param name="first">[T].</param>
    /// <param name="second">[T].</param>
    /// <param name="bySize">Compares sizes, as where one method's scores have no sign.</param>
    public static Agreement Of(ReadOnlySpan<float> first, ReadOnlySpan<float> second, bool bySize)
    {
        if (!bySize)
        {
            return new Agreement(RankCorrelation.Spearman(first, second), RankCorrelation.KendallTau(first, second));
        }

        float[] left = new float[first.Length], right = new float[second.Length];
        TensorPrimitives.Abs(first, left);
        TensorPrimitives.Abs(second, right);
        return Of(left, right, bySize: false);
    }
}
