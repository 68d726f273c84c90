namespace TextClassify.Numerics;

/// <summary>
/// How a model's logits become scores: softmax(z / T), where a text has one label, or the sigmoid of each z / T, where it may have several.
/// </summary>
/// <param name="Temperature">T, above 0.</param>
/// <param name="Independent">A label's score hangs on its own logit alone, so that scores need not add up to 1.</param>
public readonly record struct ScoreScale(double Temperature, bool Independent = false)
{
    /// <summary>A temperature alone is that of labels which exclude each other.</summary>
    public static implicit operator ScoreScale(double temperature) => new(temperature);

    /// <summary>Writes the scores of one row; a NaN or an infinite logit gives NaN everywhere.</summary>
    /// <param name="logits">[C], at least one.</param>
    /// <param name="scores">[C], 0..1; may be <paramref name="logits"/> itself.</param>
    public void Write(ReadOnlySpan<float> logits, Span<float> scores)
    {
        if (!Independent)
        {
            Softmax.Write(logits, Temperature, scores);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, logits.Length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Temperature);
        if (!float.IsFinite(TensorPrimitives.MaxMagnitude(logits)))
        {
            scores.Fill(float.NaN);
            return;
        }

        TensorPrimitives.Multiply(logits, (float)(1 / Temperature), scores);
        TensorPrimitives.Sigmoid(scores, scores);
    }

    /// <summary><see cref="Write"/> for each of the rows of <paramref name="width"/>.</summary>
    /// <param name="logits">[N, C], row-major.</param>
    /// <param name="width">C.</param>
    /// <param name="scores">[N, C]; may be <paramref name="logits"/> itself.</param>
    public void WriteRows(ReadOnlySpan<float> logits, int width, Span<float> scores)
    {
        if (!Independent)
        {
            Softmax.WriteRows(logits, width, Temperature, scores);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length % width, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, logits.Length);
        for (int start = 0; start < logits.Length; start += width)
        {
            Write(logits.Slice(start, width), scores.Slice(start, width));
        }
    }

    /// <summary>How undecided scores are, in nats: of the one distribution, or the sum over labels of each one's yes and no.</summary>
    /// <param name="scores">[C], from <see cref="Write"/>.</param>
    public float EntropyOf(ReadOnlySpan<float> scores)
    {
        if (!Independent)
        {
            return Entropy.Of(scores);
        }

        float entropy = 0;
        foreach (float score in scores)
        {
            entropy += Entropy.Of([score, 1 - score]);
        }

        return entropy;
    }
}
