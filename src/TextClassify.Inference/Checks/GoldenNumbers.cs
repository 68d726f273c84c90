namespace TextClassify.Inference.Checks;

/// <summary>Compares what a model gives with what travelled in <see cref="ModelManifest.GoldenFile"/>.</summary>
internal static class GoldenNumbers
{
    /// <summary>
    /// Largest difference of a probability; wide enough for another processor's arithmetic, too narrow for another model.
    /// </summary>
    public const double Tolerance = 1e-4;

    /// <param name="index">The text's.</param>
    /// <param name="expected">Gradient times input, one a token.</param>
    /// <param name="actual">As the model gives it.</param>
    public static PackageRefusal? CompareGradients(int index, IReadOnlyList<double>? expected, float[] actual)
    {
        if (expected is null)
        {
            return Refuse($"has no gradients at index {index}, and {ModelManifest.FileName} declares the capability "
                + $"'{Capabilities.Gradients}'.");
        }

        if (actual.Length != expected.Count)
        {
            return Refuse($"has {expected.Count} gradients at index {index}, whose text has {actual.Length} tokens.");
        }

        int token = FirstUnlike(expected, actual, out double tolerance);
        return token < 0
            ? null
            : Refuse(
                $"does not reproduce: token {token} of text {index} has the gradient {actual[token]} where {expected[token]} is expected "
                + $"(within {tolerance:G3}).");
    }

    /// <summary>
    /// The first place where an explanation differs by more than its largest number, at least 1, allows; below 0 where there is none.
    /// </summary>
    public static int FirstUnlike(IReadOnlyList<double> expected, float[] actual, out double tolerance)
    {
        double largest = 1;
        foreach (double value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        double most = tolerance = Tolerance * largest;
        for (int i = 0; i < actual.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= most))
            {
                return i;
            }
        }

        return -1;
    }

    private static PackageRefusal Refuse(string reason) => new(ModelManifest.GoldenFile, reason);
}
