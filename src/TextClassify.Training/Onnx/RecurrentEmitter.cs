namespace TextClassify.Training.Onnx;

/// <summary>f_t and b_t: a bidirectional recurrent layer that starts each row's backward direction at the row's own last token.</summary>
internal static class RecurrentEmitter
{
    // Torch keeps the gates as i,f,g,o and r,z,n (torch.nn.LSTM, torch.nn.GRU); ONNX as i,o,f,c and z,r,h.
    private static readonly int[] LstmGates = [0, 3, 1, 2];
    private static readonly int[] GruGates = [1, 0, 2];
    private static readonly string[] Directions = ["", "_reverse"];

    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">rnn.*.</param>
    /// <param name="cell">Which cell.</param>
    /// <param name="embeddings">[T,B,D].</param>
    /// <param name="lengths">int32 [B].</param>
    /// <returns>[T,2,B,m]; zero beyond a row's length.</returns>
    public static Value Emit(GraphBuilder graph, WeightTable weights, CellKind cell, Value embeddings, Value lengths)
    {
        var (input, recurrent, bias) = Kernels(graph, weights, cell);
        Value[] inputs = [embeddings, input, recurrent, bias, lengths];
        var direction = Operators.Text("direction", "bidirectional");
        var width = Operators.Int("hidden_size", weights["rnn.weight_hh_l0"].Shape[1]);

        // linear_before_reset: Torch multiplies r with (R h + b), not h alone.
        return cell is CellKind.Lstm
            ? graph.Node("LSTM", inputs, direction, width)
            : graph.Node("GRU", inputs, direction, width, Operators.Int("linear_before_reset", 1));
    }

    /// <summary>Both directions' weights, gates in ONNX's order.</summary>
    /// <returns>[2, gates m, D], [2, gates m, m], and the biases of both, [2, 2 gates m].</returns>
    public static (Value Input, Value Recurrent, Value Bias) Kernels(GraphBuilder graph, WeightTable weights, CellKind cell)
    {
        int[] gates = cell is CellKind.Lstm ? LstmGates : GruGates;
        int stateWidth = weights["rnn.weight_hh_l0"].Shape[1];
        int inputWidth = weights["rnn.weight_ih_l0"].Shape[1];
        int rows = gates.Length * stateWidth;
        return (
            graph.Weight("rnn.input", [2, rows, inputWidth], Both("weight_ih")),
            graph.Weight("rnn.recurrent", [2, rows, stateWidth], Both("weight_hh")),
            graph.Weight("rnn.bias", [2, 2 * rows], Both("bias_ih", "bias_hh")));

        float[] Both(params string[] names) =>
            [.. Directions.SelectMany(direction =>
                names.SelectMany(name => Reorder(weights[$"rnn.{name}_l0{direction}"], gates)))];
    }

    /// <summary>One direction's weights of a GRU under a name, gates in ONNX's order.</summary>
    /// <returns>[1, 3 m, D], [1, 3 m, m], and the biases of both, [1, 6 m].</returns>
    public static (Value Input, Value Recurrent, Value Bias) Kernel(GraphBuilder graph, WeightTable weights, string name)
    {
        int stateWidth = weights[$"{name}.weight_hh_l0"].Shape[1], inputWidth = weights[$"{name}.weight_ih_l0"].Shape[1];
        int rows = GruGates.Length * stateWidth;
        return (
            graph.Weight($"{name}.input", [1, rows, inputWidth], Of("weight_ih")),
            graph.Weight($"{name}.recurrent", [1, rows, stateWidth], Of("weight_hh")),
            graph.Weight($"{name}.bias", [1, 2 * rows], Of("bias_ih", "bias_hh")));

        float[] Of(params string[] kinds) => [.. kinds.SelectMany(kind => Reorder(weights[$"{name}.{kind}_l0"], GruGates))];
    }

    /// <summary>
    /// x W_ih' of both directions without bias; the backward one is turned round row by row, so that both run from step 0.
    /// </summary>
    /// <param name="graph">Receives the products.</param>
    /// <param name="input">W_ih, [2, gates m, D].</param>
    /// <param name="embeddings">[T,B,D].</param>
    /// <param name="lengths">int64 [B].</param>
    /// <returns>[T,2,B, gates m].</returns>
    public static Value InputProducts(GraphBuilder graph, Value input, Value embeddings, Value lengths) => Stack(
        graph,
        graph.MatMul(embeddings, graph.Transpose(Direction(graph, input, 0), 1, 0)),
        graph.MatMul(graph.Reverse(embeddings, lengths), graph.Transpose(Direction(graph, input, 1), 1, 0)));

    /// <summary>
    /// One direction's matrix of a kernel. A product with it is over all T B rows at once; with the directions as an axis of the kernel the
    /// runtime multiplies B rows at a time and cannot keep the kernel packed.
    /// </summary>
    public static Value Direction(GraphBuilder graph, Value kernel, int direction) => graph.Gather(kernel, graph.Integer(direction));

    /// <summary>Two of [T,B,n] as [T,2,B,n].</summary>
    public static Value Stack(GraphBuilder graph, Value forward, Value backward) =>
        graph.Concat([graph.Unsqueeze(forward, 1), graph.Unsqueeze(backward, 1)], axis: 1);

    private static IEnumerable<float> Reorder(Weight weight, int[] gates)
    {
        int size = weight.Values.Length / gates.Length;
        return gates.SelectMany(gate => new ArraySegment<float>(weight.Values, gate * size, size));
    }
}
