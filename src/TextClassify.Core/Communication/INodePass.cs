namespace TextClassify.Communication;

/// <summary>
/// One node of a model of several sources by itself: it reads one text, takes in what it heard, and says its part. Whoever has all nodes'
/// messages and parts has what <see cref="ICasePass"/> answers (1e-5). Safe for concurrent use, one step of a text at a time.
/// </summary>
public interface INodePass
{
    /// <summary>Of the part that it says.</summary>
    EvidenceShape Evidence { get; }

    /// <summary>d, numbers of a message, each within -1 and 1.</summary>
    int MessageWidth { get; }

    /// <summary>Reads a text.</summary>
    /// <param name="role">Which source it is.</param>
    /// <param name="ids">At least one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows; nothing was run.</exception>
    Task<NodeText> ReadAsync(int role, ReadOnlyMemory<int> ids, CancellationToken cancellationToken);

    /// <summary>One step of every variant.</summary>
    /// <param name="text">That was read.</param>
    /// <param name="states">A variant's behind the last step, [V,m]; gets the next ones.</param>
    /// <param name="heard">What each variant heard, [V,d]; empty where <paramref name="readOut"/> is all that is asked.</param>
    /// <param name="readOut">Whether the parts are told in place of the next messages.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Messages [V,d], or parts [V, R (2 + C)].</returns>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows; nothing was run.</exception>
    Task<float[]> StepAsync(
        NodeText text, float[] states, ReadOnlyMemory<float> heard, bool readOut, CancellationToken cancellationToken);

    /// <summary>Each token's share of the merged logits, [T,C].</summary>
    /// <param name="text">That was read.</param>
    /// <param name="state">Behind the last step, [m].</param>
    /// <param name="peaksAndSums">M and Z over all sources one behind the other, [2 R].</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows; nothing was run.</exception>
    Task<float[]> TokensAsync(
        NodeText text, ReadOnlyMemory<float> state, ReadOnlyMemory<float> peaksAndSums, CancellationToken cancellationToken);
}

/// <summary>A text as a node has read it.</summary>
/// <param name="Role">Which source it is.</param>
/// <param name="Length">T.</param>
/// <param name="Tokens">What the readout takes of each token, [T,w].</param>
/// <param name="State">Behind the end of the text, [m].</param>
/// <param name="Message">The first one, [d].</param>
public sealed record NodeText(int Role, int Length, float[] Tokens, float[] State, float[] Message);
