namespace TextClassify.Api.Contracts;

/// <param name="Forward">States of the left-to-right recurrence.</param>
/// <param name="Backward">States of the right-to-left recurrence, in the order of the text.</param>
/// <param name="Word">Word representations after the neural tensor layer.</param>
internal sealed record StateSet(StateSequence? Forward, StateSequence? Backward, StateSequence? Word);

/// <param name="Width">Numbers in one state.</param>
/// <param name="Distance">Euclidean distance to the state read just before, which for backward is the next token's; 0 for the first one read.</param>
/// <param name="Vectors">The states, when asked for.</param>
internal sealed record StateSequence(int Width, float[]? Distance, StateVectors? Vectors);

/// <param name="Encoding">base64-f32le, base64-f16le or numbers.</param>
/// <param name="Shape">Tokens, width.</param>
/// <param name="Data">Row-major little-endian numbers in base64; absent for numbers.</param>
/// <param name="Values">Rows of numbers; absent for base64.</param>
internal sealed record StateVectors(string Encoding, IReadOnlyList<int> Shape, string? Data, float[][]? Values);
