namespace TextClassify.Forward;

/// <summary>Runs a model. Safe for concurrent use.</summary>
public interface IForwardPass
{
    ForwardShape Shape { get; }

    /// <summary>b, [C]: what every logit holds before any token speaks.</summary>
    ReadOnlyMemory<float> Bias { get; }

    /// <summary>The model's backward pass; null where its package has none.</summary>
    IGradientPass? Gradients => null;

    /// <summary>The model's split of the logits by phrases; null where its package has none.</summary>
    IContextualPass? Contextual => null;

    /// <summary>
    /// Runs rows of token ids (each at least one token, any mix of lengths) and answers in their order.
    /// A row's numbers do not depend on the rows beside it (1e-5). The rows' memory is not touched after the task ends, also when cancelled.
    /// </summary>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows; nothing was run.</exception>
    Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken);
}
