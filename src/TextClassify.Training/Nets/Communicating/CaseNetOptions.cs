namespace TextClassify.Training.Nets.Communicating;

/// <summary>Shape of a net whose nodes read texts in both directions and exchange messages behind their ends.</summary>
public sealed record CaseNetOptions
{
    /// <summary>D.</summary>
    public int EmbeddingWidth { get; init; } = 200;

    /// <summary>m, states per direction; a node's state has twice as many numbers.</summary>
    public int StateWidth { get; init; } = 64;

    /// <summary>Width of what tells a node which source it reads.</summary>
    public int RoleWidth { get; init; } = 8;

    /// <summary>d, numbers of a message.</summary>
    public int MessageWidth { get; init; } = 32;

    /// <summary>None sends nothing, mean averages what arrives.</summary>
    public AggregationKind Aggregation { get; init; } = AggregationKind.Mean;

    /// <summary>R of the exchanges.</summary>
    public int Rounds { get; init; } = 2;

    /// <summary>R of the readout.</summary>
    public int Aspects { get; init; } = 2;

    /// <summary>K, width of what is read out.</summary>
    public int WordWidth { get; init; } = 64;

    /// <summary>The part behind the reading, in the words of the nets that see series.</summary>
    internal CommunicatingNetOptions Nodes => new()
    {
        StateWidth = 2 * StateWidth,
        RoleWidth = RoleWidth,
        MessageWidth = MessageWidth,
        Aggregation = Aggregation,
        Period = 0,
        Rounds = Rounds,
        Readout = ReadoutKind.Steps,
        Aspects = Aspects,
        WordWidth = WordWidth,
    };
}
