namespace TextClassify.Training.Onnx.Contextual;

/// <summary>
/// The word weights in portions. Without any token every score of a text is the same, so the constant is the even weight 1/T; the phrase's
/// portion is what it draws to some tokens from others, and sums to zero over the text, as the rest's does.
/// </summary>
internal static class WordWeightsContextual
{
    /// <param name="graph">Receives the layer.</param>
    /// <param name="weights">weights.*.</param>
    /// <param name="windows">Odd widths in tokens.</param>
    /// <param name="embeddings">[T,2B,D], the phrase's rows before the rest's; zero where a token is not of the part.</param>
    /// <param name="mask">bool [B,T], true where a token stands.</param>
    /// <returns>A in portions, [B,R,T], the constant [B,1,T]; and A itself.</returns>
    public static (Portions Portions, Value Whole) Emit(
        GraphBuilder graph, WeightTable weights, IReadOnlyList<int> windows, Value embeddings, Value mask)
    {
        var bias = WordWeightsEmitter.Bias(graph, weights, windows);
        var channels = graph.Node("Sum", WordWeightsEmitter.Products(graph, weights, windows, embeddings));
        var (features, _) = graph.Linearise(graph.Relu, graph.Unstack(channels, axis: 1, bias), graph.Relu(bias));

        var project = graph.Transposed(weights["weights.project.weight"]);
        var level = graph.Weight("zero", [], [0]);
        var even = WordWeightsEmitter.Attention(graph, level, mask);

        // Softmax does not see what is added to every token of a row, so the scores' constant stays out.
        Value phrase = Scores(features.Phrase), rest = Scores(features.Rest);
        var whole = WordWeightsEmitter.Attention(graph, graph.Add(phrase, rest), mask);
        return (
            graph.Average(WordWeightsEmitter.Attention(graph, phrase, mask), WordWeightsEmitter.Attention(graph, rest, mask), whole, even),
            whole);

        Value Scores(Value part) => graph.Transpose(graph.MatMul(part, project), 1, 2, 0);
    }
}
