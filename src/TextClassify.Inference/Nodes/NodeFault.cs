using System.Numerics.Tensors;
using TextClassify.Communication;

namespace TextClassify.Inference.Nodes;

/// <summary>Why a source takes no part.</summary>
/// <param name="Status">How an answer calls it.</param>
/// <param name="Reason">The rest of a sentence about its node; no word of its text, and nothing that the node wrote.</param>
public sealed record NodeFault(NodeStatus Status, string Reason)
{
    /// <summary>Relative; what float arithmetic in another order may differ by.</summary>
    internal const double Near = 1e-4;

    internal static NodeFault Lie(string what) => new(NodeStatus.Refused, $"its reply was refused: {what}");

    internal static NodeFault Shape(int bytes) => Lie($"{bytes} bytes are not what was asked");

    /// <summary>Of a question that came back without a reply.</summary>
    internal static NodeFault? Of(NodeOutcome outcome) => outcome switch
    {
        NodeOutcome.Answered => null,
        NodeOutcome.Late => new(NodeStatus.Late, "its node did not answer in time"),
        NodeOutcome.LeftAlone => new(NodeStatus.Late, "its node was late so often that it is not asked for a while"),
        NodeOutcome.NoNode => new(NodeStatus.Lost, "no node answers for it"),
        _ => new(NodeStatus.Lost, "the broker is not there"),
    };

    /// <summary>Of a reply's head; null where what was asked follows.</summary>
    internal static NodeFault? Head(ref NodeScanner scanner, CaseId id) => NodeForm.ReadReplyHead(ref scanner, id) switch
    {
        NodeCode.Ok => null,
        NodeCode.UnknownCase => new(NodeStatus.Lost, "its node has forgotten the text"),
        NodeCode.UnknownText => new(NodeStatus.Lost, "its node has no text of that name"),
        NodeCode.EmptyText => new(NodeStatus.Lost, "its node's text has no word"),
        NodeCode.Busy => new(NodeStatus.Lost, "its node is busy"),
        NodeCode.Failed => new(NodeStatus.Lost, "its node's model failed"),
        NodeCode.BadQuestion => new(NodeStatus.Lost, "its node could not read the question"),
        _ => Lie("it is to another question"),
    };

    /// <summary>Messages are within -1 and 1.</summary>
    internal static NodeFault? Messages(ReadOnlySpan<float> messages) =>
        messages.IsEmpty || TensorPrimitives.MaxMagnitude(messages) <= 1 ? null : Lie("a message is not within -1 and 1");

    /// <summary>All numbers are finite, and the sums are of exponentials of which one is 1 and none is more.</summary>
    internal static NodeFault? Parts(ReadOnlySpan<float> parts, EvidenceShape shape, int length)
    {
        for (int at = 0; at < parts.Length; at += shape.Length)
        {
            var part = parts.Slice(at, shape.Length);
            if (!float.IsFinite(TensorPrimitives.SumOfMagnitudes(part)))
            {
                return Lie("its part is not finite");
            }

            var sums = part.Slice(shape.Aspects, shape.Aspects);
            if (TensorPrimitives.Min(sums) < 1 - Near || TensorPrimitives.Max(sums) > length * (1 + Near))
            {
                return Lie("its part is of no text");
            }
        }

        return null;
    }
}

/// <summary>How a source of a case stands.</summary>
public enum NodeStatus
{
    /// <summary>It takes part.</summary>
    Ok,

    /// <summary>Its node did not answer in time.</summary>
    Late,

    /// <summary>No node answers for it, or it has nothing to read.</summary>
    Lost,

    /// <summary>What its node replied can't be.</summary>
    Refused,
}

/// <summary>What a node replied, or what is wrong with it.</summary>
internal readonly record struct NodeCheck<T>(T? Value, NodeFault? Fault)
    where T : class
{
    public static implicit operator NodeCheck<T>(T value) => new(value, null);

    public static implicit operator NodeCheck<T>(NodeFault fault) => new(null, fault);
}
