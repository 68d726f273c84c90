using System.Collections.Concurrent;

namespace TextClassify.Inference.Nodes;

/// <summary>Nodes of this process, without a broker.</summary>
public sealed class InProcessTransport : INodeTransport
{
    private readonly ConcurrentDictionary<string, Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>>> _nodes =
        new(StringComparer.Ordinal);

    /// <summary>Lets a node answer; of two of one source the last reads.</summary>
    public void Add(NodeServer node)
    {
        _nodes[NodeSubjects.Read(node.Source)] = node.ReadAsync;
        _nodes[NodeSubjects.Step(node.Source, node.Instance)] = node.StepAsync;
        _nodes[NodeSubjects.Tokens(node.Source, node.Instance)] = node.TokensAsync;
    }

    public async ValueTask<NodeReply> AskAsync(
        string subject, ReadOnlyMemory<byte> question, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!_nodes.TryGetValue(subject, out var answer))
        {
            return new NodeReply(NodeOutcome.NoNode);
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(patience);
        try
        {
            return new NodeReply(NodeOutcome.Answered, await answer(question, late.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new NodeReply(NodeOutcome.Late);
        }
    }
}
