namespace TextClassify.Numerics;

/// <summary>softmax(z / T): logits to probabilities, with the temperature of Guo et al. 2017.</summary>
public static class Softmax
{
    /// <summary>
    /// Writes the probabilities of one row. The largest logit is subtracted first, so finite logits of any size give finite probabilities;
    /// a NaN or an infinite logit gives NaN everywhere.
    /// </summary>
    /// <param name="logits">[C], at least one.</param>
    /// <param name="temperature">T, above 0.</param>
    /// <param name="probabilities">[C]; may be <paramref name="logits"/> itself.</param>
    public static void Write(ReadOnlySpan<float> logits, double temperature, Span<float> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, logits.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        float largest = TensorPrimitives.Max(logits);
        TensorPrimitives.Subtract(logits, largest, probabilities);
        TensorPrimitives.Multiply(probabilities, (float)(1 / temperature), probabilities);
        TensorPrimitives.Exp(probabilities, probabilities);
        TensorPrimitives.Divide(probabilities, TensorPrimitives.Sum<float>(probabilities), probabilities);
    }

    /// <summary><see cref="Write"/> for each of the rows of <paramref name="width"/>.</summary>
    /// <param name="logits">[N, C], row-major.</param>
    /// <param name="width">C.</param>
    /// <param name="temperature">T, above 0.</param>
    /// <param name="probabilities">[N, C]; may be <paramref name="logits"/> itself.</param>
    public static void WriteRows(ReadOnlySpan<float> logits, int width, double temperature, Span<float> probabilities)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length % width, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, logits.Length);
        for (int start = 0; start < logits.Length; start += width)
        {
            Write(logits.Slice(start, width), temperature, probabilities.Slice(start, width));
        }
    }
}
