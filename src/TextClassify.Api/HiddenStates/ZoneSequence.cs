namespace TextClassify.Api.HiddenStates;

/// <summary>
/// The composed zones that a multi-zone layer made its gates of; every list has one entry a step: a character or a token.
/// </summary>
internal sealed record ZoneSequence
{
    /// <summary>Zones of a step.</summary>
    public required int Count { get; init; }

    /// <summary>Numbers in one zone.</summary>
    public required int Width { get; init; }

    /// <summary>Euclidean norm of each zone, by step and zone.</summary>
    public float[][]? Norms { get; init; }

    /// <summary>The zones, when asked for; a row holds those of one step, one after another.</summary>
    public StateVectors? Vectors { get; init; }
}
