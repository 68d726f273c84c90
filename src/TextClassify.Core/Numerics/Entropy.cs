namespace TextClassify.Numerics;

/// <summary>Shannon entropy of a distribution, in nats.</summary>
public static class Entropy
{
    /// <summary>-sum p ln p; 0 for a certain answer, ln C for an even one. A zero probability adds nothing.</summary>
    public static float Of(ReadOnlySpan<float> probabilities)
    {
        double entropy = 0;
        foreach (float probability in probabilities)
        {
            entropy -= probability > 0 ? probability * Math.Log(probability) : 0 * probability;
        }

        return (float)entropy;
    }

    /// <summary><see cref="Of"/> divided by ln C, so 0 to 1; 0 when there is one class.</summary>
    public static float Normalised(ReadOnlySpan<float> probabilities) =>
        probabilities.Length > 1 ? Of(probabilities) / MathF.Log(probabilities.Length) : 0;

    /// <summary>Writes the entropy of each row.</summary>
    /// <param name="probabilities">[N, C], row-major.</param>
    /// <param name="entropies">[N].</param>
    public static void WriteRows(ReadOnlySpan<float> probabilities, Span<float> entropies)
    {
        int width = entropies.Length == 0 ? 0 : probabilities.Length / entropies.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, width * entropies.Length);
        for (int row = 0; row < entropies.Length; row++)
        {
            entropies[row] = Of(probabilities.Slice(row * width, width));
        }
    }
}
