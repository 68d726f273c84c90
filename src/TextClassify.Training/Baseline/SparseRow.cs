namespace TextClassify.Training.Baseline;

/// <summary>The features of a text that are not zero.</summary>
/// <param name="Indices">Ascending.</param>
/// <param name="Values">Of the same length.</param>
internal readonly record struct SparseRow(int[] Indices, float[] Values);
