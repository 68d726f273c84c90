namespace TextClassify.Inference.Nodes;

/// <summary>Is told what becomes of questions to nodes. Called from any thread, often, and holds nobody up.</summary>
public interface INodeWatch
{
    /// <summary>A question is over.</summary>
    /// <param name="node">Who was asked.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="took">Wait for the reply; zero where nobody was asked.</param>
    void Asked(NodeKey node, NodeEnd outcome, TimeSpan took);

    /// <summary>A source is left alone, tried, or asked again.</summary>
    void Changed(NodeKey node, NodeCircuitState state);
}

/// <summary>The nodes of one source of a package; all of them, as the broker chooses who reads.</summary>
public readonly record struct NodeKey(string Model, string Version, string Source);

/// <summary>How a question to a node ended.</summary>
public enum NodeEnd
{
    /// <summary>With a reply that can be.</summary>
    Answered,

    /// <summary>Without one in time.</summary>
    Late,

    /// <summary>Nobody was there, or who was there could not answer.</summary>
    Lost,

    /// <summary>With a reply that can't be.</summary>
    Refused,

    /// <summary>It was not asked: the source is left alone.</summary>
    LeftAlone,
}

/// <summary>Whether the nodes of a source are asked.</summary>
public enum NodeCircuitState
{
    /// <summary>They are.</summary>
    Closed,

    /// <summary>One question tries whether they answer again.</summary>
    HalfOpen,

    /// <summary>They are not.</summary>
    Open,
}
