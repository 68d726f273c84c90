namespace TextClassify.Inference.Nodes;

/// <summary>The way to the nodes as one case uses it, with what goes over it counted.</summary>
/// <param name="transport">To the nodes.</param>
/// <param name="circuits">Of their sources.</param>
/// <param name="patience">Longest wait for the next reply.</param>
/// <param name="time">Measures waits.</param>
internal sealed class NodeLine(INodeTransport transport, NodeCircuits circuits, Func<TimeSpan> patience, TimeProvider time)
{
    private int _questions;
    private long _sent;
    private long _received;

    public NodeTraffic Traffic => new(Volatile.Read(ref _questions), Volatile.Read(ref _sent), Volatile.Read(ref _received));

    /// <summary>What a node replied, or why there is nothing.</summary>
    /// <param name="node">Whose source it is.</param>
    /// <param name="subject">Who is asked.</param>
    /// <param name="question">Its payload.</param>
    /// <param name="read">Reads a reply and holds it against what was asked.</param>
    /// <param name="mustBeAnswered">Whether silence counts against the node.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<NodeCheck<T>> AskAsync<T>(
        NodeKey node,
        string subject,
        byte[] question,
        Func<ReadOnlyMemory<byte>, NodeCheck<T>> read,
        bool mustBeAnswered,
        CancellationToken cancellationToken)
        where T : class
    {
        var wait = patience();
        if (wait <= TimeSpan.Zero)
        {
            return NodeFault.Of(NodeOutcome.Late)!;
        }

        long since = time.GetTimestamp();
        var call = new NodeCall(subject, question, wait, mustBeAnswered);
        var reply = await circuits.Of(node).AskAsync(transport, call, cancellationToken).ConfigureAwait(false);
        if (reply.Outcome is not (NodeOutcome.NoBroker or NodeOutcome.LeftAlone))
        {
            Interlocked.Increment(ref _questions);
            Interlocked.Add(ref _sent, question.Length);
            Interlocked.Add(ref _received, reply.Payload.Length);
        }

        var check = NodeFault.Of(reply.Outcome) is { } fault ? fault : read(reply.Payload);
        circuits.Asked(node, EndOf(reply.Outcome, check.Fault), time.GetElapsedTime(since));
        return check;
    }

    private static NodeEnd EndOf(NodeOutcome outcome, NodeFault? fault) => (outcome, fault?.Status) switch
    {
        (NodeOutcome.LeftAlone, _) => NodeEnd.LeftAlone,
        (_, null) => NodeEnd.Answered,
        (_, NodeStatus.Late) => NodeEnd.Late,
        (_, NodeStatus.Refused) => NodeEnd.Refused,
        _ => NodeEnd.Lost,
    };
}
