using NATS.Client.Core;
using TextClassify.Inference.Nodes;

namespace TextClassify.Nodes;

/// <summary>
/// Questions over a broker, at most once. What waits when the broker goes away is told at once; the connection comes back by itself.
/// </summary>
public sealed class NatsTransport : INodeTransport, IAsyncDisposable
{
    private readonly NatsConnection _connection;
    private CancellationTokenSource _away = new();

    public NatsTransport(NatsSettings settings)
    {
        _connection = new NatsConnection(settings.ToOptions("textclassify"));
        _connection.ConnectionDisconnected += (_, _) =>
        {
            Interlocked.Exchange(ref _away, new CancellationTokenSource()).Cancel();
            return default;
        };
    }

    /// <summary>Whether the broker is there.</summary>
    public bool IsOpen => _connection.ConnectionState is NatsConnectionState.Open;

    /// <summary>Looks for the broker until it is there.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken) =>
        await _connection.ConnectAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask<NodeReply> AskAsync(
        string subject, ReadOnlyMemory<byte> question, TimeSpan patience, CancellationToken cancellationToken)
    {
        var away = Volatile.Read(ref _away);
        if (!IsOpen)
        {
            return new NodeReply(NodeOutcome.NoBroker);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, away.Token);
        end.CancelAfter(patience);
        try
        {
            var reply = await _connection.RequestAsync(
                subject,
                question,
                requestSerializer: NatsRawSerializer<ReadOnlyMemory<byte>>.Default,
                replySerializer: NatsRawSerializer<byte[]>.Default,
                replyOpts: new NatsSubOpts { Timeout = patience },
                cancellationToken: end.Token).ConfigureAwait(false);
            return reply.HasNoResponders
                ? new NodeReply(NodeOutcome.NoNode)
                : new NodeReply(NodeOutcome.Answered, reply.Data ?? []);
        }
        catch (NatsNoRespondersException)
        {
            return new NodeReply(NodeOutcome.NoNode);
        }
        catch (Exception error) when (error is NatsException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new NodeReply(away.IsCancellationRequested || !IsOpen ? NodeOutcome.NoBroker : NodeOutcome.Late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        _away.Dispose();
    }
}
