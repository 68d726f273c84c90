namespace TextClassify.Training.Onnx;

/// <summary>The linear term (<see cref="LinearTerm"/>) in a graph.</summary>
/// <param name="Scale">What a token's numbers are multiplied by, [B,T,1]; zero beyond a text's length.</param>
/// <param name="Shares">Of each token in each logit, [B,T,C]; zero beyond a text's length.</param>
internal sealed record LinearEmitter(Value Scale, Value Shares)
{
    /// <summary>Cuts the term off the embeddings.</summary>
    /// <param name="graph">Receives the nodes.</param>
    /// <param name="weights">With <see cref="LinearTerm.Name"/>, or without.</param>
    /// <param name="embeddings">[T,B,D+C].</param>
    /// <param name="lengths">[B].</param>
    /// <param name="mask">[B,T], true where a text has a token.</param>
    /// <returns>[T,B,D], and the term; null where the weights have none.</returns>
    public static (Value Embeddings, LinearEmitter? Term) Cut(
        GraphBuilder graph, WeightTable weights, Value embeddings, Value lengths, Value mask)
    {
        int classes = LinearTerm.WidthOf(weights);
        if (classes == 0)
        {
            return (embeddings, null);
        }

        var parts = graph.Split(embeddings, axis: 2, weights[EmbeddingEmitter.Table].Shape[1], classes);
        var root = graph.Node("Sqrt", [graph.Cast(lengths, graph.Real)]);
        var scale = graph.Unsqueeze(graph.Node("Reciprocal", [root]), 1, 2);
        var present = graph.Mul(graph.Unsqueeze(graph.Cast(mask, graph.Real), 2), scale);
        return (parts[0], new(present, graph.Mul(graph.Transpose(parts[1], 1, 0, 2), present)));
    }

    /// <summary>[B,C] with the term's sum.</summary>
    public Value AddTo(GraphBuilder graph, Value logits) => graph.Add(logits, graph.ReduceSum(Shares, axis: 1));

    /// <summary>d (sum_c w_c z_c) / d (the table's further numbers), [T,B,C].</summary>
    /// <param name="graph">Receives the nodes.</param>
    /// <param name="targets">w, [B,C].</param>
    public Value Gradient(GraphBuilder graph, Value targets) =>
        graph.Transpose(graph.Mul(Scale, graph.Unsqueeze(targets, 1)), 1, 0, 2);
}
