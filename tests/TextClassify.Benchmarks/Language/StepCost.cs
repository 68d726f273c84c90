using TextClassify.Training.Nets;

namespace TextClassify.Benchmarks.Language;

/// <summary>Multiply-adds of one step of a multi-zone net, products alone.</summary>
internal static class StepCost
{
    /// <param name="options">Its shape.</param>
    /// <param name="characters">V.</param>
    public static long Of(CharacterNetOptions options, int characters)
    {
        long width = options.StateWidth;
        long gates = Map(options, 2 * width), candidate = Map(options, width);
        long inputs = 2 * width * options.Zones.Count * options.Zones.Width;
        return (options.Layers * (gates + candidate)) + ((options.Layers - 1) * inputs) + (width * characters);
    }

    /// <summary>M(x, h) without the input's half, which the first layer looks up.</summary>
    private static long Map(CharacterNetOptions options, long outputs)
    {
        var zones = options.Zones;
        long count = zones.Count, width = zones.Width, composed = zones.Composed;
        long compose = zones.Composition switch
        {
            CompositionKind.Attention => (count * width * 2 * width) + (2 * count * count * width),
            CompositionKind.Routing => (count * width * composed * width) + ((2 * zones.RoutingRounds) - 1) * count * composed * width,
            _ => composed * count * width,
        };
        return (options.StateWidth * count * width) + compose + (2 * composed * width * zones.FeedForwardWidth)
            + (composed * width * outputs);
    }
}
