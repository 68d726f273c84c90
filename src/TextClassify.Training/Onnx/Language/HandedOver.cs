namespace TextClassify.Training.Onnx.Language;

/// <summary>Hands what the way there made of all steps at once to a loop that goes the steps back.</summary>
/// <param name="Graph">Around the loop.</param>
/// <param name="Body">The loop's.</param>
/// <param name="Time">T, of no axes.</param>
internal sealed record HandedOver(GraphBuilder Graph, LoopBody Body, Value Time)
{
    private readonly List<Value> _inputs = [];

    /// <summary>In the order in which the body takes them.</summary>
    public Value[] Inputs => [.. _inputs];

    /// <summary>[T,B,n] as the body's next input, [B,n].</summary>
    public Value Steps(Value steps)
    {
        _inputs.Add(steps);
        return Body.Input();
    }

    /// <summary>[T B,shape] as the body's next input, [B,shape].</summary>
    public Value Rows(Value rows, params ReadOnlySpan<int> shape)
    {
        int width = 1;
        foreach (int size in shape)
        {
            width *= size;
        }

        var step = Steps(ByTime(Graph, rows, Time, width));
        return shape.Length == 1 ? step : Body.Graph.Reshape(step, [-1, .. Array.ConvertAll(shape.ToArray(), size => (long)size)]);
    }

    /// <summary>[T B,..] as [T,B,width].</summary>
    public static Value ByTime(GraphBuilder graph, Value rows, Value time, int width) =>
        graph.Node("Reshape", [rows, graph.Concat([graph.Unsqueeze(time, 0), graph.Integers(-1, width)], axis: 0)]);
}
