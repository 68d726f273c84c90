namespace TextClassify.Inference.Nodes;

/// <summary>
/// Asks the nodes of a case's sources. A node that is lost, late or lies takes no part: the others are asked again as if it had never been
/// there, so that an answer is always that of the sources which its statuses call <see cref="NodeStatus.Ok"/>. Safe for concurrent use.
/// </summary>
/// <param name="transport">To the nodes.</param>
/// <param name="rules">How long they are waited for.</param>
/// <param name="time">Measures what is left of a deadline.</param>
/// <param name="name">Drawn once a process: two coordinators do not speak of the same case.</param>
/// <param name="watch">Is told what becomes of questions; null for nobody.</param>
public sealed class NodeCases(INodeTransport transport, NodeRules rules, TimeProvider time, ulong name, INodeWatch? watch = null)
{
    private readonly NodeCircuits _circuits = new(rules, time, watch);
    private ulong _number;

    /// <summary>Lets the nodes read.</summary>
    /// <param name="model">Whose package the nodes must have too.</param>
    /// <param name="sources">At least one, each role once.</param>
    /// <param name="deadline">Bounds each wait beside the patience.</param>
    /// <param name="cancellationToken">Ends the waits.</param>
    public async Task<NodeReading> ReadAsync(
        ICaseClassifier model, IReadOnlyList<NodeSource> sources, CallDeadline? deadline, CancellationToken cancellationToken)
    {
        var id = new CaseId(name, Interlocked.Increment(ref _number));
        NodeSeat[] seats = [.. sources.Select(source => new NodeSeat(source))];
        var reading = new NodeReading(model, id, seats, new NodeLine(transport, _circuits, Patience, time), time);
        await reading.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reading;

        TimeSpan Patience() => deadline is { } given && given.Left(time) is var left && left < rules.Patience ? left : rules.Patience;
    }
}

/// <summary>A source that a node is to read.</summary>
/// <param name="Role">Which one.</param>
/// <param name="Ids">Its tokens; empty where the node has the text.</param>
/// <param name="Reference">What the node calls its text; null where the ids are here.</param>
public readonly record struct NodeSource(int Role, ReadOnlyMemory<int> Ids, string? Reference);

/// <summary>What went over the wire for one case: payloads, as the coordinator sent and got them.</summary>
/// <param name="Questions">That were sent.</param>
/// <param name="Sent">Their bytes.</param>
/// <param name="Received">Bytes of the replies.</param>
public readonly record struct NodeTraffic(int Questions, long Sent, long Received);
