namespace TextClassify.Training.Nets;

/// <summary>Shape of a net that says what a text thinks of its aspects; names in the words of docs/models.md.</summary>
public sealed record AspectNetOptions
{
    /// <summary>The recurrent cell; only <see cref="TransitionKind.Mzu"/> is written as a graph; the others are to compare with.</summary>
    public TransitionKind Transition { get; init; } = TransitionKind.Mzu;

    /// <summary>D.</summary>
    public int EmbeddingWidth { get; init; } = 200;

    /// <summary>m, states per direction.</summary>
    public int StateWidth { get; init; } = 96;

    /// <summary>The zones of an <see cref="TransitionKind.Mzu"/>; each direction has its own weights.</summary>
    public MultiZoneOptions Zones { get; init; } = new() { Count = 4, Width = 32, Composed = 4, FeedForwardWidth = 64 };

    /// <summary>K, width of what a token says of the aspect.</summary>
    public int WordWidth { get; init; } = 96;

    /// <summary>Rank of the product of token and aspect.</summary>
    public int TensorRank { get; init; } = 48;

    /// <summary>Width of the layer that weighs tokens.</summary>
    public int AttentionWidth { get; init; } = 48;

    /// <summary>P: tokens further from the aspect than this are all as far.</summary>
    public int MaxDistance { get; init; } = 20;
}
