using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Import;

/// <summary>
/// Finds the last hidden state of a graph: the tensor that the head reads one token of, or the mean of all, and that no token is left of
/// before.
/// </summary>
internal static class StateFinder
{
    // A head is a few nodes: pooler, dropout, dense layers.
    private const int MostSteps = 64;

    private static readonly string[] Poolings = ["ReduceMean", "ReduceSum", "ReduceMax"];

    /// <summary>Its name, or null where none is found. It is a candidate: a run shows whether it has a row for each token.</summary>
    public static string? Find(GraphProto graph)
    {
        var makers = new Dictionary<string, NodeProto>(StringComparer.Ordinal);
        foreach (var node in graph.Node)
        {
            foreach (string output in node.Output)
            {
                makers[output] = node;
            }
        }

        // Breadth first from the logits, so that the pooling nearest to them is met first.
        var next = new Queue<string>([ForwardGraph.Logits]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int step = 0; step < MostSteps && next.TryDequeue(out string? tensor); step++)
        {
            if (!makers.TryGetValue(tensor, out var node) || !seen.Add(tensor))
            {
                continue;
            }

            if (Pools(node))
            {
                return node.Input[0];
            }

            foreach (string input in node.Input)
            {
                next.Enqueue(input);
            }
        }

        return null;
    }

    private static bool Pools(NodeProto node) =>
        node.OpType is "Gather" ? node.Attribute.Any(attribute => attribute.Name == "axis" && attribute.I == 1)
        : node.OpType is "Slice" || Poolings.Contains(node.OpType);
}
