namespace TextClassify.HiddenStates;

/// <summary>How far the state moved at each step.</summary>
public static class StepDistance
{
    /// <summary>
    /// Writes ||h_t - h_{t-1}||_2 (Garcia et al. 2021). The first step is 0: there is no state before it in the reading order.
    /// Of backward states, the step before position t is position t + 1, so <paramref name="backward"/> puts the 0 last.
    /// </summary>
    /// <param name="states">[T, width], row-major.</param>
    /// <param name="width">Length of one state.</param>
    /// <param name="backward">True when the states were read from the end of the text.</param>
    /// <param name="distances">[T].</param>
    public static void Write(ReadOnlySpan<float> states, int width, bool backward, Span<float> distances)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(states.Length, distances.Length * width);
        if (distances.IsEmpty)
        {
            return;
        }

        int shift = backward ? 0 : 1;
        for (int step = 0; step < distances.Length - 1; step++)
        {
            distances[step + shift] = TensorPrimitives.Distance(
                states.Slice(step * width, width), states.Slice((step + 1) * width, width));
        }

        distances[backward ? ^1 : 0] = 0;
    }
}
