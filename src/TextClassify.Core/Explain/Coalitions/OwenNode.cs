namespace TextClassify.Explain.Coalitions;

/// <summary>A range of players in a context: what the model says without and with all of them.</summary>
/// <param name="Start">First player.</param>
/// <param name="Length">Players.</param>
/// <param name="Others">[P], the players outside the range that are in.</param>
/// <param name="Without">[C].</param>
/// <param name="With">[C].</param>
/// <param name="Weight">The context's share among all contexts of the range.</param>
internal sealed record OwenNode(int Start, int Length, bool[] Others, float[] Without, float[] With, double Weight);
