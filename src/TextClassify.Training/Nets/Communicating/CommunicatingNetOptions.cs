namespace TextClassify.Training.Nets.Communicating;

/// <summary>Shape of a net of N nodes that share their weights and exchange messages; names in the words of docs/sources.md.</summary>
public sealed record CommunicatingNetOptions
{
    /// <summary>h, width of a node's state.</summary>
    public int StateWidth { get; init; } = 48;

    /// <summary>Width of what tells a node which one it is; 0 tells it nothing, and the net takes any number of nodes.</summary>
    public int RoleWidth { get; init; } = 4;

    /// <summary>d, numbers of a message.</summary>
    public int MessageWidth { get; init; } = 16;

    public MessagePrecision Precision { get; init; } = MessagePrecision.Fp32;

    public AggregationKind Aggregation { get; init; } = AggregationKind.Mean;

    /// <summary>Who hears whom.</summary>
    public GraphKind Graph { get; init; } = GraphKind.Full;

    /// <summary>k, steps between two exchanges while the inputs last; 0 exchanges nothing before their end.</summary>
    public int Period { get; init; } = 4;

    /// <summary>R, exchanges after the inputs' end, a step without an input behind each.</summary>
    public int Rounds { get; init; } = 1;

    public ReadoutKind Readout { get; init; } = ReadoutKind.State;

    /// <summary>R of the readout, rows of weights over what is read out.</summary>
    public int Aspects { get; init; } = 1;

    /// <summary>K, width of what is read out.</summary>
    public int WordWidth { get; init; } = 32;

    /// <summary>Exchanges of a case of so many steps, those after its end among them.</summary>
    public int Exchanges(int steps) =>
        Aggregation is AggregationKind.None ? 0 : (Period > 0 ? (steps - 1) / Period : 0) + Rounds;

    /// <summary>Payload of a message.</summary>
    public int MessageBytes => MessageWidth * Precision switch
    {
        MessagePrecision.Fp32 => sizeof(float),
        MessagePrecision.Fp16 => sizeof(short),
        _ => sizeof(sbyte),
    };
}

/// <summary>How what arrives becomes one context.</summary>
public enum AggregationKind
{
    /// <summary>Nothing is sent.</summary>
    None,

    /// <summary>Their mean (CommNet: Sukhbaatar et al. 2016).</summary>
    Mean,

    /// <summary>
    /// Their sum over N - 1, as if who is silent had sent zeros: so a receiver can count, which it can't where a mean of one of two is that
    /// of two of four.
    /// </summary>
    Sum,

    /// <summary>Their mean, each times a gate of its sender; in prediction the gate is open or shut (IC3Net: Singh et al. 2019).</summary>
    Gated,

    /// <summary>Weighed by the receiver (TarMAC: Das et al. 2019).</summary>
    Attend,
}

public enum MessagePrecision
{
    Fp32,
    Fp16,

    /// <summary>127 steps on either side of 0: a message is a tanh, so its range needs not be sent.</summary>
    Bits8,
}

public enum GraphKind
{
    /// <summary>Every node hears every other.</summary>
    Full,

    /// <summary>Every node hears those before and behind it.</summary>
    Path,
}

/// <summary>What of a node is read out.</summary>
public enum ReadoutKind
{
    /// <summary>Its last state.</summary>
    State,

    /// <summary>Its states at every step, in the light of its last.</summary>
    Steps,
}
