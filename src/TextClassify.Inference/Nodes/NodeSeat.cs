namespace TextClassify.Inference.Nodes;

/// <summary>A source of a case as its coordinator sees it.</summary>
/// <param name="source">What is read.</param>
public sealed class NodeSeat(NodeSource source)
{
    public NodeSource Source { get; } = source;

    public NodeStatus Status => Fault?.Status ?? NodeStatus.Ok;

    /// <summary>Why it takes no part; null where it does.</summary>
    public NodeFault? Fault { get; internal set; }

    /// <summary>Tokens its node has read.</summary>
    public int Length { get; internal set; }

    /// <summary>Tokens of its whole text, as its node counts them: of a text that was sent, those that were sent.</summary>
    public int TotalTokens { get; internal set; }

    /// <summary>Tokens read that the vocabulary does not have.</summary>
    public int Unknown { get; internal set; }

    /// <summary>The tokens of a text that only the node has, where they were asked for.</summary>
    public IReadOnlyList<NodeToken> Tokens { get; internal set; } = [];

    /// <summary>Why the tokens' shares are not told though the source takes part; null where they are, or were not asked for.</summary>
    public NodeFault? TokenFault { get; internal set; }

    internal ulong Instance { get; set; }

    internal float[] Message { get; set; } = [];
}
