namespace TextClassify.Training.Packaging;

/// <summary>What a net said of a labelled split.</summary>
/// <param name="Classes">C.</param>
/// <param name="Logits">[N,C], row-major, before temperature.</param>
/// <param name="Labels">[N], indices of the true classes.</param>
internal sealed record LabelledLogits(int Classes, float[] Logits, int[] Labels)
{
    public int Rows => Labels.Length;

    public ReadOnlySpan<float> Row(int row) => Logits.AsSpan(row * Classes, Classes);
}
