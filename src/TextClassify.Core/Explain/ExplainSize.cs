namespace TextClassify.Explain;

/// <summary>What the model calls of an explanation hang on beside its parameters.</summary>
/// <param name="Tokens">T, of the text.</param>
/// <param name="Targets">Classes explained: one, or all of them.</param>
/// <param name="HasBackward">Whether the model has a backward pass; without one each slope takes two calls a token.</param>
public readonly record struct ExplainSize(int Tokens, int Targets, bool HasBackward);
