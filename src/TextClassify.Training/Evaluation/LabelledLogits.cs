namespace TextClassify.Training.Evaluation;

/// <summary>What a net said of a labelled split.</summary>
/// <param name="Classes">C.</param>
/// <param name="Logits">[N,C], row-major, before temperature.</param>
/// <param name="Labels">[N], indices of the true classes.</param>
internal sealed record LabelledLogits(int Classes, float[] Logits, int[] Labels)
{
    public int Rows => Labels.Length;

    /// <summary>
    /// [N,C], whether a row has the label, where it may have several; <see cref="Labels"/> then has the first of each row, or -1. Null
    /// where one label excludes the others.
    /// </summary>
    public bool[]? Targets { get; init; }

    /// <param name="rows">[N][C].</param>
    /// <param name="labels">[N].</param>
    /// <param name="sets">Of each row its labels, where it may have several.</param>
    public static LabelledLogits Of(IReadOnlyList<float[]> rows, IReadOnlyList<int> labels, IReadOnlyList<int[]>? sets = null) =>
        new(rows[0].Length, [.. rows.SelectMany(row => row)], [.. labels])
        {
            Targets = sets is null ? null : [.. sets.SelectMany(set => Enumerable.Range(0, rows[0].Length).Select(set.Contains))],
        };

    /// <summary>[C], of a row that may have several labels.</summary>
    public ReadOnlySpan<bool> TargetsOf(int row) => Targets.AsSpan(row * Classes, Classes);

    public ReadOnlySpan<float> Row(int row) => Logits.AsSpan(row * Classes, Classes);
}
