namespace TextClassify.HiddenStates;

/// <summary>Which units of a state are on over a span of tokens, and where else they are (Strobelt et al. 2018).</summary>
public static class UnitPattern
{
    /// <summary>A run of tokens.</summary>
    /// <param name="Start">First token.</param>
    /// <param name="End">The token after the last.</param>
    /// <param name="Mean">Mean value of the chosen units over the run.</param>
    public readonly record struct Run(int Start, int End, float Mean);

    /// <summary>The units that are at or above <paramref name="threshold"/> at every token from <paramref name="start"/> to before
    /// <paramref name="end"/>.</summary>
    /// <param name="states">[T, width].</param>
    /// <param name="width">Length of one state.</param>
    /// <param name="start">First token.</param>
    /// <param name="end">The token after the last; above <paramref name="start"/>.</param>
    /// <param name="threshold">In units of the state.</param>
    public static int[] UnitsOn(ReadOnlySpan<float> states, int width, int start, int end, float threshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end, start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end * width, states.Length, nameof(end));
        var units = new List<int>();
        for (int unit = 0; unit < width; unit++)
        {
            bool on = true;
            for (int token = start; token < end && on; token++)
            {
                on = states[(token * width) + unit] >= threshold;
            }

            if (on)
            {
                units.Add(unit);
            }
        }

        return [.. units];
    }

    /// <summary>The longest runs of tokens at each of which every chosen unit is at or above the threshold.</summary>
    /// <param name="states">[T, width].</param>
    /// <param name="width">Length of one state.</param>
    /// <param name="units">At least one.</param>
    /// <param name="threshold">In units of the state.</param>
    /// <param name="leastTokens">Shorter runs are left out.</param>
    /// <param name="runs">Receives them in the order of the text.</param>
    public static void AddRuns(
        ReadOnlySpan<float> states, int width, ReadOnlySpan<int> units, float threshold, int leastTokens, List<Run> runs)
    {
        int tokens = states.Length / width, start = 0;
        double sum = 0;
        for (int token = 0; token <= tokens; token++)
        {
            if (token < tokens && IsOn(states.Slice(token * width, width), units, threshold, out double values))
            {
                sum += values;
                continue;
            }

            if (token - start >= Math.Max(1, leastTokens))
            {
                runs.Add(new Run(start, token, (float)(sum / ((token - start) * units.Length))));
            }

            (start, sum) = (token + 1, 0);
        }
    }

    private static bool IsOn(ReadOnlySpan<float> state, ReadOnlySpan<int> units, float threshold, out double values)
    {
        values = 0;
        foreach (int unit in units)
        {
            if (!(state[unit] >= threshold))
            {
                return false;
            }

            values += state[unit];
        }

        return true;
    }
}
