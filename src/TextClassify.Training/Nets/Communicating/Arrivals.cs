using static TorchSharp.torch;

namespace TextClassify.Training.Nets.Communicating;

/// <summary>Who takes part in the cases of a batch, and which messages arrive.</summary>
/// <param name="Present">[B,N], 1 where a node takes part; at least one a case.</param>
internal sealed record Arrivals(Tensor Present)
{
    /// <summary>Called once an exchange: [B,N,N], 1 where the message of the column's node reaches the row's; null where all do.</summary>
    public Func<Tensor>? Kept { get; init; }

    /// <summary>Gates are open or shut, as in prediction.</summary>
    public bool IsHard { get; init; }

    /// <summary>Every node takes part and every message arrives.</summary>
    public static Arrivals All(long rows, long nodes) => new(ones(rows, nodes));

    /// <summary>What is sent, [B,N,N]: along the graph, between nodes that take part.</summary>
    public Tensor Sent(GraphKind graph)
    {
        long nodes = Present.size(1);
        float[] links = new float[nodes * nodes];
        for (int i = 0; i < links.Length; i++)
        {
            long apart = Math.Abs((i / nodes) - (i % nodes));
            links[i] = apart == 1 || (apart > 1 && graph is GraphKind.Full) ? 1 : 0;
        }

        return tensor(links, [1, nodes, nodes]).to_type(Present.dtype) * Present.unsqueeze(1) * Present.unsqueeze(2);
    }
}
