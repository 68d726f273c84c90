namespace TextClassify.Training.Nets;

/// <summary>Shape of a character language model; names in the words of docs/models.md.</summary>
public sealed record CharacterNetOptions
{
    public TransitionKind Transition { get; init; } = TransitionKind.Mzu;

    /// <summary>E, width of a character's embedding.</summary>
    public int EmbeddingWidth { get; init; } = 64;

    /// <summary>H, width of the state.</summary>
    public int StateWidth { get; init; } = 256;

    public int Layers { get; init; } = 1;

    /// <summary>The zones of an <see cref="TransitionKind.Mzu"/>; unread otherwise.</summary>
    public MultiZoneOptions Zones { get; init; } = new();
}

/// <summary>The multi-zone transformation after Meng et al. (2020).</summary>
public sealed record MultiZoneOptions
{
    /// <summary>N.</summary>
    public int Count { get; init; } = 4;

    /// <summary>dz, width of a zone.</summary>
    public int Width { get; init; } = 64;

    /// <summary>J, composed zones; equals N for <see cref="CompositionKind.Attention"/>.</summary>
    public int Composed { get; init; } = 4;

    /// <summary>Width inside the feed-forward net that the composed zones share.</summary>
    public int FeedForwardWidth { get; init; } = 64;

    public CompositionKind Composition { get; init; } = CompositionKind.Attention;

    /// <summary>Rounds of agreement of <see cref="CompositionKind.Routing"/>.</summary>
    public int RoutingRounds { get; init; } = 2;

    /// <summary>Normalises every zone before composition.</summary>
    public bool LayerNorm { get; init; } = true;
}

public enum TransitionKind
{
    Mzu,
    Lstm,
    Gru,
}

public enum CompositionKind
{
    Attention,
    Routing,
    Mixing,
}
