using TextClassify.Api.Maps;

namespace TextClassify.Api.HiddenStates;

/// <param name="Forward">States of the left-to-right recurrence.</param>
/// <param name="Backward">States of the right-to-left recurrence, in the order of the text.</param>
/// <param name="Word">Word representations after the neural tensor layer.</param>
internal sealed record StateSet(StateSequence? Forward, StateSequence? Backward, StateSequence? Word);

/// <summary>The states of one kind; every list has one entry a token, or of a case's source one a round.</summary>
internal sealed record StateSequence
{
    /// <summary>Numbers in one state.</summary>
    public required int Width { get; init; }

    /// <summary>
    /// Euclidean distance to the state read just before, which for backward is the next token's; 0 for the first one read.
    /// </summary>
    public float[]? Distance { get; init; }

    /// <summary>The states, when asked for.</summary>
    public StateVectors? Vectors { get; init; }

    /// <summary>
    /// The reference map (see <c>/maps</c>) that positions and neighbours are of; absent where the package has none of this kind.
    /// </summary>
    public string? Map { get; init; }

    /// <summary>x and y of each state in the t-SNE map. A state's place does not depend on the states beside it.</summary>
    public float[][]? Positions { get; init; }

    /// <summary>The first two principal components of each state, in the axes of the map.</summary>
    public float[][]? PrincipalPositions { get; init; }

    /// <summary>
    /// How far from the reference states each state lies: the percentage of states of texts outside the map that lie nearer to their 15
    /// nearest. Near 100 the state belongs nowhere, and its position says nothing.
    /// </summary>
    public float[]? DistancePercentile { get; init; }

    /// <summary>The nearest reference states of each state, nearest first.</summary>
    public IReadOnlyList<IReadOnlyList<ReferenceState>>? Neighbours { get; init; }
}

/// <param name="Encoding">base64-f32le, base64-f16le or numbers.</param>
/// <param name="Shape">Tokens, width.</param>
/// <param name="Data">Row-major little-endian numbers in base64; absent for numbers.</param>
/// <param name="Values">Rows of numbers; absent for base64.</param>
internal sealed record StateVectors(string Encoding, IReadOnlyList<int> Shape, string? Data, float[][]? Values);
