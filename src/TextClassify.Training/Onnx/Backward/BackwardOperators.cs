namespace TextClassify.Training.Onnx.Backward;

/// <summary>What the backward passes need beyond the forward layers' operators.</summary>
internal static class BackwardOperators
{
    extension(GraphBuilder graph)
    {
        public Value Greater(Value a, Value b) => graph.Node("Greater", [a, b]);

        /// <summary>s (1 - s) for s = sigmoid(a).</summary>
        public Value SigmoidSlope(Value sigmoid) => graph.Mul(sigmoid, graph.Sub(graph.Weight("one", [], [1]), sigmoid));

        /// <summary>1 - t^2 for t = tanh(a).</summary>
        public Value TanhSlope(Value tanh) => graph.Sub(graph.Weight("one", [], [1]), graph.Mul(tanh, tanh));

        /// <summary>The mean along the last axis, which stays.</summary>
        public Value Mean(Value value) => graph.Node("ReduceMean", [value], Operators.Ints("axes", [-1]), Operators.Int("keepdims", 1));

        /// <summary>[B,n] times the transpose of a weight [m,n], which is not written a second time.</summary>
        public Value BackThrough(Value rows, Value weight) => graph.Node("Gemm", [rows, weight], Operators.Int("transB", 1));

        /// <summary>[2,B,n] times each direction's [n,k], so that the runtime packs the matrices once and not at every step.</summary>
        public Value ByDirection(Value rows, Value[] weights)
        {
            var directions = graph.SplitEvenly(rows, axis: 0, 2);
            return graph.Concat([graph.MatMul(directions[0], weights[0]), graph.MatMul(directions[1], weights[1])], axis: 0);
        }
    }
}
