namespace TextClassify.Forward;

/// <summary>Widths of a model's outputs.</summary>
/// <param name="Classes">C.</param>
/// <param name="Aspects">R, rows of the word-weight matrix.</param>
/// <param name="StateWidth">m, states per direction.</param>
/// <param name="WordWidth">K, fused width.</param>
public sealed record ForwardShape(int Classes, int Aspects, int StateWidth, int WordWidth);
