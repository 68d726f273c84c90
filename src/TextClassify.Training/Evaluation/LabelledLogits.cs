namespace TextClassify.Training.Evaluation;

/// <summary>What a net said of a labelled split.</summary>
/// <param name="Classes">C.</param>
/// <param name="Logits">[N,C], row-major, before temperature.</param>
/// <param name="Labels">[N], indices of the true classes.</param>
internal sealed record LabelledLogits(int Classes, float[] Logits, int[] Labels)
{
    public int Rows => Labels.Length;

    /// <param name="rows">[N][C].</param>
    /// <param name="labels">[N].</param>
    public static LabelledLogits Of(IReadOnlyList<float[]> rows, IReadOnlyList<int> labels) =>
        new(rows[0].Length, [.. rows.SelectMany(row => row)], [.. labels]);

    public ReadOnlySpan<float> Row(int row) => Logits.AsSpan(row * Classes, Classes);
}
