namespace TextClassify.Training.Onnx.Backward;

/// <summary>What the backward passes need beyond the forward layers' operators.</summary>
internal static class BackwardOperators
{
    extension(GraphBuilder graph)
    {
        public Value Sub(Value a, Value b) => graph.Node("Sub", [a, b]);

        public Value Greater(Value a, Value b) => graph.Node("Greater", [a, b]);

        public Value Sigmoid(Value value) => graph.Node("Sigmoid", [value]);

        /// <summary>s (1 - s) for s = sigmoid(a).</summary>
        public Value SigmoidSlope(Value sigmoid) => graph.Mul(sigmoid, graph.Sub(graph.Weight("one", [], [1]), sigmoid));

        /// <summary>1 - t^2 for t = tanh(a).</summary>
        public Value TanhSlope(Value tanh) => graph.Sub(graph.Weight("one", [], [1]), graph.Mul(tanh, tanh));

        /// <summary>The first <paramref name="lengths"/>[b] steps of [T,B,..] in reverse order, padding left where it is.</summary>
        public Value Reverse(Value steps, Value lengths) => graph.Node(
            "ReverseSequence", [steps, lengths], Operators.Int("batch_axis", 1), Operators.Int("time_axis", 0));

        public Value[] SplitEvenly(Value value, int axis, int parts) =>
            graph.Nodes("Split", [value], parts, Operators.Int("axis", axis));

        /// <summary>Runs <paramref name="body"/> along the first axis.</summary>
        /// <returns>The last states, then the scan outputs.</returns>
        public Value[] Scan(LoopBody body, ReadOnlySpan<Value> states, ReadOnlySpan<Value> inputs, bool reverse)
        {
            long backwards = reverse ? 1 : 0;
            long[] inputDirections = [.. Enumerable.Repeat(backwards, body.Inputs)];
            long[] outputDirections = [.. Enumerable.Repeat(backwards, body.Outputs - states.Length)];
            return graph.Nodes(
                "Scan",
                [.. states, .. inputs],
                body.Outputs,
                Operators.Int("num_scan_inputs", body.Inputs),
                Operators.Ints("scan_input_directions", inputDirections),
                Operators.Ints("scan_output_directions", outputDirections),
                body.Graph.BuildBody());
        }
    }
}
