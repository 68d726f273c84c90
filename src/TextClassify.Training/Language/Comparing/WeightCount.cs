namespace TextClassify.Training.Language.Comparing;

/// <summary>How many numbers training moves in a <see cref="CharacterNet"/>, from its options alone.</summary>
internal static class WeightCount
{
    private const int MaxStateWidth = 4_096;

    /// <summary>Share by which a fitted net may miss the count it is fitted to.</summary>
    private const double Tolerance = 0.02;

    public static long Of(CharacterNetOptions options, int characters)
    {
        long count = ((long)characters * options.EmbeddingWidth) + ((options.StateWidth + 1L) * characters);
        for (int layer = 0; layer < options.Layers; layer++)
        {
            count += OfLayer(options, layer == 0 ? options.EmbeddingWidth : options.StateWidth);
        }

        return count;
    }

    /// <summary>The options with the state width whose count comes nearest to <paramref name="weights"/>.</summary>
    /// <param name="options">Of the net.</param>
    /// <param name="characters">V.</param>
    /// <param name="weights">Wanted.</param>
    /// <param name="step">The width is a multiple of it.</param>
    /// <exception cref="DataException">No width comes within 2 %.</exception>
    public static CharacterNetOptions Fit(CharacterNetOptions options, int characters, long weights, int step)
    {
        var fitted = Enumerable.Range(1, MaxStateWidth / step)
            .Select(multiple => options with { StateWidth = multiple * step })
            .MinBy(candidate => Math.Abs(Of(candidate, characters) - weights))!;
        long count = Of(fitted, characters);
        return Math.Abs(count - weights) <= Tolerance * weights
            ? fitted
            : throw new DataException(FormattableString.Invariant(
                $"A net of {options.Transition} nearest to {weights} weights has {count}; it must be within {Tolerance:P0}."));
    }

    private static long OfLayer(CharacterNetOptions options, int input)
    {
        long state = options.StateWidth;
        return options.Transition switch
        {
            // Torch keeps two biases a gate.
            TransitionKind.Lstm => 4 * state * (input + state + 2),
            TransitionKind.Gru => 3 * state * (input + state + 2),
            _ => OfMap(options.Zones, input, state, 2 * state) + OfMap(options.Zones, input, state, state),
        };
    }

    private static long OfMap(MultiZoneOptions zones, long input, long state, long output)
    {
        long width = zones.Width, inner = zones.FeedForwardWidth, generated = zones.Count * width, composed = zones.Composed * width;
        long composition = zones.Composition switch
        {
            CompositionKind.Attention => 3 * width * width,
            CompositionKind.Routing => generated * composed,
            _ => (long)zones.Composed * zones.Count,
        };
        return ((input + state + 1) * generated) + (zones.LayerNorm ? 2 * width : 0) + composition
            + ((width + 1) * inner) + ((inner + 1) * width) + ((composed + 1) * output);
    }
}
