using TextClassify.Training.Onnx.Backward;

namespace TextClassify.Training.Onnx.Language;

/// <summary>The map of a <see cref="MultiZoneCell"/>, from its output back to its zones before they are normalised.</summary>
/// <param name="map">The way there, of all steps at once.</param>
/// <param name="trace">What it made, T B rows.</param>
/// <param name="handed">Into the loop.</param>
internal sealed class MultiZoneBackward(MultiZoneEmitter map, MultiZoneTrace trace, HandedOver handed)
{
    private readonly MultiZoneOptions _options = map.Options;

    private GraphBuilder Step => handed.Body.Graph;

    /// <param name="gradient">Of the output, [B,out].</param>
    /// <returns>Of the zones, which are sums of the input's half and the state's, [B,N dz].</returns>
    public Value Emit(Value gradient)
    {
        int zoneWidth = _options.Width;
        var positive = handed.Graph.Cast(handed.Graph.Greater(trace.Inner, map.Scalar("zero", 0)), handed.Graph.Real);
        var open = handed.Rows(positive, _options.Composed, _options.FeedForwardWidth);
        var outer = Step.Reshape(Step.BackThrough(gradient, map.Weight("join")), -1, zoneWidth);
        var inner = Step.Mul(
            Step.BackThrough(outer, map.Weight("outer")), Step.Reshape(open, -1, _options.FeedForwardWidth));
        var composed = Step.Reshape(Step.BackThrough(inner, map.Weight("inner")), -1, _options.Composed, zoneWidth);
        var zones = new CompositionBackward(map, trace, handed).Emit(composed);
        return Step.Reshape(_options.LayerNorm ? Unnormalise(zones) : zones, -1, _options.Count * zoneWidth);
    }

    /// <summary>n = g y + b with y = (z - mean) / deviation: dz = (dy - mean(dy) - y mean(dy y)) / deviation.</summary>
    private Value Unnormalise(Value gradient)
    {
        var graph = handed.Graph;
        var centred = graph.Sub(trace.Raw, graph.Mean(trace.Raw));
        var variance = graph.Add(graph.Mean(graph.Mul(centred, centred)), map.Scalar("norm.epsilon", (float)MultiZoneMap.NormEpsilon));
        var scale = graph.Node("Reciprocal", [graph.Node("Sqrt", [variance])]);
        var normal = handed.Rows(graph.Mul(centred, scale), _options.Count, _options.Width);
        var shrink = handed.Rows(scale, _options.Count, 1);

        var back = Step.Mul(gradient, map.Weight("norm.gain"));
        var along = Step.Mul(normal, Step.Mean(Step.Mul(back, normal)));
        return Step.Mul(shrink, Step.Sub(Step.Sub(back, Step.Mean(back)), along));
    }
}
