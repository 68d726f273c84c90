using TextClassify.Training.Onnx.Schema;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Onnx.Contextual;

/// <summary>
/// Writes <see cref="ModelManifest.ContextualFile"/> of a CRNN: every layer in two parts, a phrase's and the rest's. Both are computed and
/// neither is a difference, so that beta + gamma against the logits of the forward graph is a check. docs/explanations.md has the
/// equations.
/// </summary>
internal static class CrnnContextualGraph
{
    public static ModelProto Build(CrnnOptions options, WeightTable weights)
    {
        const string Batch = "batch", Time = "time";
        string label = weights["output.bias"].Shape[0].ToString(CultureInfo.InvariantCulture);
        var graph = new GraphBuilder("crnn-contextual");
        var tokenIds = graph.Input(ContextualGraph.TokenIds, DataType.Int64, Batch, Time);
        var lengths = graph.Input(ContextualGraph.Lengths, DataType.Int64, Batch);
        var phrase = graph.Input(ContextualGraph.Phrase, DataType.Float, Batch, Time);

        var time = graph.Gather(graph.Shape(tokenIds), graph.Integer(1));
        var mask = graph.Less(graph.Range(graph.Integer(0), time, graph.Integer(1)), graph.Unsqueeze(lengths, 1));
        var members = Members(graph, phrase, mask);
        var (embeddings, linear) = LinearEmitter.Cut(
            graph, weights, EmbeddingEmitter.Emit(graph, weights, graph.Transpose(tokenIds, 1, 0)), lengths, mask);
        var parts = graph.Concat([graph.Mul(embeddings, members.Phrase), graph.Mul(embeddings, members.Others)], axis: 1);

        var (wordWeights, attention) = WordWeightsContextual.Emit(graph, weights, options.Windows, parts, mask);
        var (forward, backward) = RecurrentContextual.Emit(graph, weights, options.Cell, embeddings, lengths, members);
        var (words, _) = NeuralTensorContextual.Emit(graph, weights, options.Tensor, forward, backward);
        Value byPhrase = graph.Transpose(words.Phrase, 1, 0, 2), byRest = graph.Transpose(words.Rest, 1, 0, 2);

        // S = A V by the rule of products. Portions of A sum to zero over a text, the even weight to one: of V's constant, S gets it once.
        var phraseText = graph.MatMul(graph.Add(wordWeights.Phrase, wordWeights.Constant), byPhrase);
        var restText = graph.Add(
            graph.Add(graph.MatMul(attention, byRest), graph.MatMul(wordWeights.Rest, byPhrase)), words.Constant);

        var output = weights["output.weight"];
        var readout = graph.Transposed(output);
        var beta = graph.MatMul(Flat(phraseText), readout);
        graph.Output(ContextualGraph.Beta, linear is null ? beta : graph.Add(beta, Share(members.Phrase)), Batch, label);
        var gamma = graph.Gemm(Flat(restText), readout, graph.Vector(weights["output.bias"]));
        graph.Output(ContextualGraph.Gamma, linear is null ? gamma : graph.Add(gamma, Share(members.Others)), Batch, label);
        return graph.Build();

        // Of the tokens of one part alone: members are [T,B,1].
        Value Share(Value part) => graph.ReduceSum(graph.Mul(linear!.Shares, graph.Transpose(part, 1, 0, 2)), axis: 1);

        Value Flat(Value text) => graph.Reshape(text, -1, output.Shape[1]);
    }

    /// <summary>[T,B,1] each; 0 in both beyond a row's length.</summary>
    private static (Value Phrase, Value Others) Members(GraphBuilder graph, Value phrase, Value mask)
    {
        Value zero = graph.Weight("zero", [], [0]), present = graph.Cast(mask, graph.Real);
        var inside = graph.Where(mask, phrase, zero);
        return (ByTime(inside), ByTime(graph.Sub(present, inside)));

        Value ByTime(Value rows) => graph.Unsqueeze(graph.Transpose(rows, 1, 0), 2);
    }
}
