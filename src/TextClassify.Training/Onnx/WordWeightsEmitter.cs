namespace TextClassify.Training.Onnx;

/// <summary>A[r,t]: convolutions over the embeddings, ReLU, a 1x1 projection to R rows, softmax over the tokens of a text.</summary>
internal static class WordWeightsEmitter
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">weights.*.</param>
    /// <param name="windows">Odd widths in tokens.</param>
    /// <param name="embeddings">[T,B,D].</param>
    /// <param name="mask">bool [B,T], true where a token stands.</param>
    /// <returns>[B,R,T]; zero beyond a row's length.</returns>
    public static Value Emit(GraphBuilder graph, WeightTable weights, IReadOnlyList<int> windows, Value embeddings, Value mask)
    {
        var features = Features(graph, weights, windows, embeddings, mask);
        var project = graph.Transposed(weights["weights.project.weight"]);
        var scores = graph.Transpose(graph.Add(graph.MatMul(features, project), graph.Vector(weights["weights.project.bias"])), 1, 2, 0);
        return Attention(graph, scores, mask);
    }

    /// <summary>
    /// u_t, after ReLU. A convolution over time is a sum of shifted products, so all taps of all windows are one matrix product. Against
    /// ONNX Runtime's one-dimensional Conv the whole forward graph takes 14 % less time at 32 x 40 tokens and 7 % less at 1 x 20.
    /// </summary>
    /// <returns>[T,B,H windows], in the order of <paramref name="windows"/>.</returns>
    public static Value Features(GraphBuilder graph, WeightTable weights, IReadOnlyList<int> windows, Value embeddings, Value mask)
    {
        // A window at a text's last token must see zeros, not the embedding of the padding.
        var present = graph.Transpose(graph.Cast(mask, graph.Real), 1, 0);
        var shifted = Products(graph, weights, windows, graph.Mul(embeddings, graph.Unsqueeze(present, 2)));
        return graph.Relu(graph.Node("Sum", [.. shifted, Bias(graph, weights, windows)]));
    }

    /// <summary>What each tap adds to the channels, before their bias.</summary>
    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">weights.*.</param>
    /// <param name="windows">Odd widths in tokens.</param>
    /// <param name="embeddings">[T,B,D]; zero where no token stands.</param>
    /// <returns>Each [T,B,H windows]; their sum is the convolutions'.</returns>
    public static Value[] Products(GraphBuilder graph, WeightTable weights, IReadOnlyList<int> windows, Value embeddings)
    {
        var taps = ConvolutionTaps.Of(weights, windows);
        var kernel = graph.Weight("weights.taps", [taps.InputWidth, taps.Columns], taps.Kernel);
        var blocks = graph.Split(graph.MatMul(embeddings, kernel), axis: 2, [.. taps.Blocks.Select(block => (long)block.Width)]);
        return [.. taps.Blocks.Select((block, i) => block.Offset == 0 ? blocks[i] : Shift(graph, blocks[i], block, taps.Channels))];
    }

    /// <summary>The channels' bias, [H windows].</summary>
    public static Value Bias(GraphBuilder graph, WeightTable weights, IReadOnlyList<int> windows)
    {
        var taps = ConvolutionTaps.Of(weights, windows);
        return graph.Weight("weights.taps.bias", [taps.Channels], taps.Bias);
    }

    /// <summary>Softmax over the tokens of each text.</summary>
    /// <param name="graph">Receives the layer.</param>
    /// <param name="scores">[B,R,T].</param>
    /// <param name="mask">bool [B,T], true where a token stands.</param>
    /// <returns>[B,R,T]; zero beyond a row's length.</returns>
    public static Value Attention(GraphBuilder graph, Value scores, Value mask)
    {
        var never = graph.Weight("weights.never", [], [float.NegativeInfinity]);
        return graph.Softmax(graph.Where(graph.Unsqueeze(mask, 1), scores, never), axis: 2);
    }

    /// <summary>Row t becomes row t + offset of the input, zeros where there is none; columns go to their place among all.</summary>
    private static Value Shift(GraphBuilder graph, Value block, ConvolutionTaps.Block place, int channels) =>
        graph.Node("Pad", [block, graph.Integers(-place.Offset, 0, place.Start, place.Offset, 0, channels - place.Start - place.Width)]);
}
