namespace TextClassify.Inference.Nodes;

/// <summary>Carries questions to nodes and their replies back. Safe for concurrent use.</summary>
public interface INodeTransport
{
    /// <summary>Asks and waits. Whatever becomes of the node is a value; nothing is thrown but the caller's own cancellation.</summary>
    /// <param name="subject">Who is asked, of <see cref="NodeSubjects"/>.</param>
    /// <param name="question">Its payload, which is not changed before the reply is there.</param>
    /// <param name="patience">Longest wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<NodeReply> AskAsync(
        string subject, ReadOnlyMemory<byte> question, TimeSpan patience, CancellationToken cancellationToken);
}

/// <summary>What came of a question.</summary>
/// <param name="Outcome">Whether there is a reply.</param>
/// <param name="Payload">The reply; empty where there is none.</param>
public readonly record struct NodeReply(NodeOutcome Outcome, ReadOnlyMemory<byte> Payload = default);

/// <summary>How a question ended.</summary>
public enum NodeOutcome
{
    /// <summary>There is a reply, which nobody has looked at yet.</summary>
    Answered,

    /// <summary>None came in time.</summary>
    Late,

    /// <summary>Nobody listens there.</summary>
    NoNode,

    /// <summary>The broker is not there; the question may or may not have been sent.</summary>
    NoBroker,

    /// <summary>It was late so often that it was not asked.</summary>
    LeftAlone,
}
