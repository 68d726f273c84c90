namespace TextClassify.Explain.Quality;

/// <summary>max over a neighbourhood of ||scores' - scores|| / ||scores|| (Yeh et al. 2019).</summary>
internal static class Sensitivity
{
    /// <param name="scores">Of the text, [T].</param>
    /// <param name="perturbed">Of the text moved a little, [T].</param>
    /// <returns>NaN when every score of the text is zero.</returns>
    public static double Of(ReadOnlySpan<float> scores, ReadOnlySpan<float> perturbed) =>
        TensorPrimitives.Distance(scores, perturbed) / (double)TensorPrimitives.Norm(scores);
}
