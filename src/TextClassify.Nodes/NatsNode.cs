using NATS.Client.Core;
using TextClassify.Inference.Nodes;

namespace TextClassify.Nodes;

/// <summary>A node that answers over a broker. Nodes of one source share its texts: each is read by one of them.</summary>
/// <param name="node">That answers.</param>
/// <param name="settings">How the broker is reached.</param>
/// <param name="tellsTokens">Whether it says what its tokens had to do with an answer, and of texts of its own, what they are.</param>
public sealed class NatsNode(NodeServer node, NatsSettings settings, bool tellsTokens) : IAsyncDisposable
{
    private const string Group = "nodes";

    private readonly NatsConnection _connection = new(settings.ToOptions(node.Source));

    /// <summary>Answers until it is told to end; what the broker does meanwhile ends nothing.</summary>
    /// <param name="ready">Called when questions arrive.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Action ready, CancellationToken cancellationToken)
    {
        await _connection.ConnectAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        var listening = new List<Task>
        {
            await ListenAsync(NodeSubjects.Step(node.Source, node.Instance), null, node.StepAsync, cancellationToken).ConfigureAwait(false),
        };
        if (tellsTokens)
        {
            listening.Add(await ListenAsync(
                NodeSubjects.Tokens(node.Source, node.Instance), null, node.TokensAsync, cancellationToken).ConfigureAwait(false));
        }

        // Last: who reads must be there for what follows.
        listening.Add(
            await ListenAsync(NodeSubjects.Read(node.Source), Group, node.ReadAsync, cancellationToken).ConfigureAwait(false));
        await _connection.PingAsync(cancellationToken).ConfigureAwait(false);
        ready();
        try
        {
            await Task.WhenAll(listening).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // It was told to end.
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>Subscribes, and gives what ends when the subscription does.</summary>
    private async Task<Task> ListenAsync(
        string subject,
        string? group,
        Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>> answer,
        CancellationToken cancellationToken)
    {
        var questions = await _connection.SubscribeCoreAsync(
            subject, group, NatsRawSerializer<byte[]>.Default, cancellationToken: cancellationToken).ConfigureAwait(false);
        return ListenAsync();

        async Task ListenAsync()
        {
            await using (questions.ConfigureAwait(false))
            {
                await foreach (var question in questions.Msgs.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                {
                    _ = AnswerAsync(question, answer, cancellationToken);
                }
            }
        }
    }

    /// <summary>Whatever goes wrong with one question, the next one is answered: who asked notices that there is no reply.</summary>
    private static async Task AnswerAsync(
        NatsMsg<byte[]> question,
        Func<ReadOnlyMemory<byte>, CancellationToken, Task<byte[]>> answer,
        CancellationToken cancellationToken)
    {
        try
        {
            byte[] reply = await answer(question.Data, cancellationToken).ConfigureAwait(false);
            if (question.ReplyTo is not null)
            {
                await question.ReplyAsync(
                    reply, serializer: NatsRawSerializer<byte[]>.Default, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is NatsException or OperationCanceledException)
        {
            // The broker went away, or the node is ending.
        }
    }
}
