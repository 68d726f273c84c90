namespace TextClassify.Forward;

/// <summary>Neighbouring tokens of a text.</summary>
/// <param name="Start">The first, from 0.</param>
/// <param name="Length">How many.</param>
public readonly record struct Phrase(int Start, int Length);
