namespace TextClassify.Training.Onnx;

/// <summary>Operators along time, the first axis.</summary>
internal static class LoopOperators
{
    extension(GraphBuilder graph)
    {
        /// <summary>The first <paramref name="lengths"/>[b] steps of [T,B,..] in reverse order, padding left where it is.</summary>
        public Value Reverse(Value steps, Value lengths) => graph.Node(
            "ReverseSequence", [steps, lengths], Operators.Int("batch_axis", 1), Operators.Int("time_axis", 0));

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
