namespace TextClassify.Training.Onnx.Backward;

/// <summary>Softmax over time, the 1x1 projection, ReLU and the convolutions, from dA back to the embeddings.</summary>
internal static class WordWeightsBackward
{
    /// <returns>[T,B,D]; zero beyond a row's length.</returns>
    public static Value Emit(
        GraphBuilder graph,
        WeightTable weights,
        IReadOnlyList<int> windows,
        Value embeddings,
        Value mask,
        Value wordWeights,
        Value wordWeightsGradient)
    {
        var product = graph.Mul(wordWeights, wordWeightsGradient);
        var scores = graph.Sub(product, graph.Mul(wordWeights, graph.Unsqueeze(graph.ReduceSum(product, axis: 2), 2)));

        var features = WordWeightsEmitter.Features(graph, weights, windows, embeddings, mask);
        var zero = graph.Weight("zero", [], [0]);
        var throughProjection = graph.MatMul(graph.Transpose(scores, 2, 0, 1), graph.Vector(weights["weights.project.weight"]));
        var channels = graph.Where(graph.Greater(features, zero), throughProjection, zero);

        // Every block of taps goes back by its offset; all of them meet in one product with the transposed kernel.
        var taps = ConvolutionTaps.Of(weights, windows);
        var blocks = taps.Blocks.Select(block => graph.Node(
            "Pad",
            [
                channels,
                graph.Integers(
                    block.Offset, 0, -block.Start, -block.Offset, 0, block.Start + block.Width - taps.Channels),
            ]));
        var kernel = graph.Weight("weights.taps", [taps.InputWidth, taps.Columns], taps.Kernel);
        var sum = graph.MatMul(graph.Concat([.. blocks], axis: 2), graph.Transpose(kernel, 1, 0));
        return graph.Mul(sum, graph.Unsqueeze(graph.Transpose(graph.Cast(mask, graph.Real), 1, 0), 2));
    }
}
