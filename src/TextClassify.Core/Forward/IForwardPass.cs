namespace TextClassify.Forward;

/// <summary>Runs a model. Safe for concurrent use.</summary>
public interface IForwardPass
{
    ForwardShape Shape { get; }

    /// <summary>b, [C]: what every logit holds before any token speaks.</summary>
    ReadOnlyMemory<float> Bias { get; }

    /// <summary>The model's backward pass; null where its package has none.</summary>
    IGradientPass? Gradients => null;

    /// <summary>The model from embeddings; null where none of its graphs takes them.</summary>
    IEmbeddingPass? Embeddings => Gradients;

    /// <summary>The model's split of the logits by phrases; null where its package has none.</summary>
    IContextualPass? Contextual => null;

    /// <summary>The same model on other terms; a pass that has none runs every call at once.</summary>
    IForwardPass Under(ForwardTerms terms) => this;

    /// <summary>
    /// Runs rows of token ids (each at least one token, any mix of lengths) and answers in their order.
    /// A row's numbers do not depend on the rows beside it (1e-5). The rows' memory is not touched after the task ends, also when
    /// cancelled.
    /// </summary>
    /// <exception cref="ForwardQueueFullException">More work is waiting than the limit allows; nothing was run.</exception>
    /// <exception cref="ForwardUnreachableDeadlineException">The deadline of its terms can't be met; nothing was run.</exception>
    /// <exception cref="ForwardDeadlineException">The call waited longer than its lane or its deadline allows.</exception>
    Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken);
}
