using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Benchmarks.Forward;

/// <summary>
/// A graph with fewer outputs and without what only the others needed. ONNX Runtime runs every node of a graph whatever is fetched, so what
/// an output costs shows only beside a graph that lacks it.
/// </summary>
internal static class GraphCut
{
    /// <param name="model">Is changed.</param>
    /// <param name="outputs">What is left of its outputs.</param>
    public static void Keep(ModelProto model, Predicate<string> outputs)
    {
        var graph = model.Graph;
        foreach (var left in graph.Output.Where(declared => !outputs(declared.Name)).ToList())
        {
            graph.Output.Remove(left);
        }

        var needed = graph.Output.Select(declared => declared.Name).ToHashSet(StringComparer.Ordinal);
        var kept = new List<NodeProto>();
        foreach (var node in graph.Node.Reverse().Where(node => node.Output.Any(needed.Contains)))
        {
            kept.Add(node);
            needed.UnionWith(node.Input);
        }

        kept.Reverse();
        graph.Node.Clear();
        graph.Node.AddRange(kept);
        var weights = graph.Initializer.Where(weight => needed.Contains(weight.Name)).ToList();
        graph.Initializer.Clear();
        graph.Initializer.AddRange(weights);
    }
}
