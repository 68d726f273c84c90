using System.Collections.Concurrent;

namespace TextClassify.Inference.Nodes;

/// <summary>The circuits of a coordinator, one a source of a package. Safe for concurrent use.</summary>
internal sealed class NodeCircuits(NodeRules rules, TimeProvider time, INodeWatch? watch)
{
    private readonly ConcurrentDictionary<NodeKey, NodeCircuit> _circuits = new();

    public NodeCircuit Of(NodeKey node) => _circuits.GetOrAdd(
        node, static (key, made) => made.Make(key), this);

    /// <summary>A question is over.</summary>
    public void Asked(NodeKey node, NodeEnd outcome, TimeSpan took) => watch?.Asked(node, outcome, took);

    private NodeCircuit Make(NodeKey node) => new(rules, time, state => watch?.Changed(node, state));
}
