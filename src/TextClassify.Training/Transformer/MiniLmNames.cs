using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Transformer;

/// <summary>
/// Weights of <see cref="TransformerNet"/> and the initializers of MiniLM's graph that hold them. Biases and norms have names there;
/// matrices are numbered and stand transposed, and each belongs to the bias that is added to its product.
/// </summary>
internal static class MiniLmNames
{
    public const string Words = "embeddings.word_embeddings.weight";
    public const string Places = "embeddings.position_embeddings.weight";
    public const string Types = "embeddings.token_type_embeddings.weight";
    public const string NormGain = "embeddings.LayerNorm.weight";
    public const string NormShift = "embeddings.LayerNorm.bias";

    private static readonly (string Net, string Graph)[] Maps =
    [
        ("query", "attention.self.query"), ("key", "attention.self.key"), ("value", "attention.self.value"),
        ("attended", "attention.output.dense"), ("wide", "intermediate.dense"), ("narrow", "output.dense"),
    ];

    private static readonly (string Net, string Graph)[] Norms =
        [("attentionNorm", "attention.output.LayerNorm"), ("outputNorm", "output.LayerNorm")];

    private static readonly string[] Parts = ["weight", "bias"];

    /// <summary>All that is trained but the head.</summary>
    /// <exception cref="DataException">The graph is of another net.</exception>
    public static IReadOnlyList<GraphWeight> Of(GraphProto graph, int layers) =>
    [
        .. Enumerable.Range(0, layers).SelectMany(layer => Maps.SelectMany(map =>
        {
            string bias = $"encoder.layer.{layer}.{map.Graph}.bias";
            return new GraphWeight[]
            {
                new($"layers.{layer}.{map.Net}.weight", MatrixBefore(graph, bias), IsTransposed: true),
                new($"layers.{layer}.{map.Net}.bias", bias, IsTransposed: false),
            };
        }).Concat(Norms.SelectMany(norm => Parts.Select(part => new GraphWeight(
            $"layers.{layer}.{norm.Net}.{part}", $"encoder.layer.{layer}.{norm.Graph}.{part}", IsTransposed: false))))),
    ];

    private static string MatrixBefore(GraphProto graph, string bias)
    {
        var sum = graph.Node.FirstOrDefault(node => node.OpType == "Add" && node.Input.Contains(bias));
        var product = graph.Node.FirstOrDefault(
            node => node.OpType == "MatMul" && sum is not null && sum.Input.Contains(node.Output[0]));
        return product?.Input[1] ?? throw new DataException($"The graph adds '{bias}' to no product of a matrix.");
    }
}

/// <param name="Net">Name in the net.</param>
/// <param name="Graph">Name of the initializer.</param>
/// <param name="IsTransposed">The initializer is [in,out] where the net's weight is [out,in].</param>
internal sealed record GraphWeight(string Net, string Graph, bool IsTransposed);
