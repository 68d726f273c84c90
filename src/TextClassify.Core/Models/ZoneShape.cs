namespace TextClassify.Models;

/// <summary>The zones that a step's gates are composed of.</summary>
/// <param name="Count">J, composed zones of a step.</param>
/// <param name="Width">dz, numbers in one zone.</param>
public sealed record ZoneShape(int Count, int Width);
