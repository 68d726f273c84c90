using Polly;
using Polly.CircuitBreaker;

namespace TextClassify.Inference.Nodes;

/// <summary>
/// Leaves the nodes of a source alone for a while when so many answers in a row were late: a hung node keeps its connection, so that only
/// waiting finds out, and each case would wait anew. Then one question tries. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Polly's breaker weighs failures by their share of a window. A node that hangs under load leaves its good answers of the seconds before
/// in that share, and one that is asked once a minute never fills a window; so late answers are counted in a row here, and only the one
/// that completes the row is told to Polly as a failure, of which one is enough.
/// </remarks>
internal sealed class NodeCircuit
{
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    private readonly NodeRules _rules;
    private readonly ResiliencePipeline<NodeReply> _pipeline;
    private int _late;

    /// <param name="rules">When it opens, and for how long.</param>
    /// <param name="time">Measures the break.</param>
    /// <param name="changed">Is told each change.</param>
    public NodeCircuit(NodeRules rules, TimeProvider time, Action<NodeCircuitState> changed)
    {
        _rules = rules;
        _pipeline = new ResiliencePipelineBuilder<NodeReply> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<NodeReply>
            {
                FailureRatio = 0,
                MinimumThroughput = 2,
                SamplingDuration = LongestWindow,
                BreakDuration = rules.Break,
                ShouldHandle = arguments => ValueTask.FromResult(IsFault(arguments.Outcome)),
                OnOpened = _ => Tell(NodeCircuitState.Open),
                OnHalfOpened = _ => Tell(NodeCircuitState.HalfOpen),
                OnClosed = _ => Tell(NodeCircuitState.Closed),
            })
            .Build();

        ValueTask Tell(NodeCircuitState state)
        {
            changed(state);
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Asks, or says at once that nobody is asked: <see cref="NodeOutcome.LeftAlone"/>.</summary>
    public async ValueTask<NodeReply> AskAsync(INodeTransport transport, NodeCall call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        try
        {
            var outcome = await _pipeline.ExecuteOutcomeAsync(
                static async (context, asked) =>
                    await asked.Circuit.TryAsync(asked.Transport, asked.Call, context.CancellationToken).ConfigureAwait(false),
                context,
                (Circuit: this, Transport: transport, Call: call)).ConfigureAwait(false);
            if (outcome.Exception is BrokenCircuitException)
            {
                return new NodeReply(NodeOutcome.LeftAlone);
            }

            outcome.ThrowIfException();
            return outcome.Result;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<Outcome<NodeReply>> TryAsync(INodeTransport transport, NodeCall call, CancellationToken cancellationToken)
    {
        NodeReply reply;
        try
        {
            reply = await transport.AskAsync(call.Subject, call.Question, call.Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException error)
        {
            return Outcome.FromException<NodeReply>(error);
        }

        if (reply.Outcome is not NodeOutcome.Late)
        {
            Volatile.Write(ref _late, 0);
        }
        else if (call.MustBeAnswered && call.Patience >= _rules.Patience)
        {
            // What a caller's own deadline cut short says nothing of the node.
            Interlocked.Increment(ref _late);
        }

        return Outcome.FromResult(reply);
    }

    /// <summary>
    /// While it tries, what says nothing of the node leaves it alone a while longer: a caller that left, a short deadline.
    /// </summary>
    private bool IsFault(Outcome<NodeReply> outcome) =>
        (outcome.Exception is not null || outcome.Result.Outcome is NodeOutcome.Late) && Volatile.Read(ref _late) >= _rules.LateInARow;
}

/// <summary>A question on its way.</summary>
/// <param name="Subject">Who is asked.</param>
/// <param name="Question">Its payload.</param>
/// <param name="Patience">Longest wait.</param>
/// <param name="MustBeAnswered">False where a broker may keep the question from the node, so that silence says nothing of it.</param>
internal readonly record struct NodeCall(string Subject, ReadOnlyMemory<byte> Question, TimeSpan Patience, bool MustBeAnswered = true);
