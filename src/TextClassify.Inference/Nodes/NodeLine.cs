namespace TextClassify.Inference.Nodes;

/// <summary>The transport as one case uses it, with what goes over it counted.</summary>
/// <param name="transport">To the nodes.</param>
/// <param name="patience">Longest wait for the next reply.</param>
internal sealed class NodeLine(INodeTransport transport, Func<TimeSpan> patience)
{
    private int _questions;
    private long _sent;
    private long _received;

    public NodeTraffic Traffic => new(Volatile.Read(ref _questions), Volatile.Read(ref _sent), Volatile.Read(ref _received));

    /// <summary>The payload of the reply, or why there is none.</summary>
    public async Task<(ReadOnlyMemory<byte> Payload, NodeFault? Fault)> AskAsync(
        string subject, byte[] question, CancellationToken cancellationToken)
    {
        var wait = patience();
        if (wait <= TimeSpan.Zero)
        {
            return (default, NodeFault.Of(NodeOutcome.Late));
        }

        var reply = await transport.AskAsync(subject, question, wait, cancellationToken).ConfigureAwait(false);
        if (reply.Outcome is not NodeOutcome.NoBroker)
        {
            Interlocked.Increment(ref _questions);
            Interlocked.Add(ref _sent, question.Length);
            Interlocked.Add(ref _received, reply.Payload.Length);
        }

        return (reply.Payload, NodeFault.Of(reply.Outcome));
    }
}
