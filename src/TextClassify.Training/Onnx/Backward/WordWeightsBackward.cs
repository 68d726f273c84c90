using TextClassify.Training.Nets;
using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Onnx.Backward;

/// <summary>Softmax over time, the 1x1 projection, ReLU and the convolutions, from dA back to the embeddings.</summary>
internal static class WordWeightsBackward
{
    /// <returns>[B,D,T]; zero beyond a row's length.</returns>
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

        var features = graph.Transpose(WordWeightsEmitter.Features(graph, weights, windows, embeddings, mask), 1, 2, 0);
        var zero = graph.Weight("zero", [], [0]);
        var featuresGradient = graph.Where(
            graph.Greater(features, zero), graph.MatMul(graph.Transposed(weights["weights.project.weight"]), scores), zero);

        int channels = weights[Kernel(windows[0])].Shape[0];
        var byWindow = graph.Split(featuresGradient, axis: 1, [.. windows.Select(_ => (long)channels)]);
        var sum = windows.Select((window, i) => Deconvolve(graph, weights[Kernel(window)], byWindow[i])).Aggregate(graph.Add);
        return graph.Mul(sum, graph.Unsqueeze(graph.Cast(mask, TensorProto.Types.DataType.Float), 1));
    }

    private static string Kernel(int window) => $"weights.conv{window}.weight";

    /// <summary>A convolution's gradient is the convolution with the kernel turned round: W'[d,h,j] = W[h,d,w-1-j].</summary>
    private static Value Deconvolve(GraphBuilder graph, Weight kernel, Value gradient)
    {
        int channels = kernel.Shape[0], width = kernel.Shape[1], window = kernel.Shape[2];
        float[] turned = new float[kernel.Values.Length];
        for (int i = 0; i < turned.Length; i++)
        {
            int channel = i / (width * window), unit = i / window % width, tap = i % window;
            turned[(((unit * channels) + channel) * window) + window - 1 - tap] = kernel.Values[i];
        }

        var weight = graph.Weight(kernel.Name + ".turned", [width, channels, window], turned);
        return graph.Node("Conv", [gradient, weight], Operators.Ints("pads", [window / 2, window / 2]));
    }
}
