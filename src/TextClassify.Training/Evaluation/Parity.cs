namespace TextClassify.Training.Evaluation;

/// <summary>Whether two runtimes say the same of a split.</summary>
/// <param name="Rows">Rows compared.</param>
/// <param name="MaxDifference">Largest absolute difference of a logit.</param>
/// <param name="OtherLabels">Rows whose largest logit is another class's.</param>
internal sealed record Parity(int Rows, double MaxDifference, int OtherLabels)
{
    /// <summary>Single precision, sums in another order; wider means another model.</summary>
    public const double Tolerance = 1e-4;

    public bool Holds => MaxDifference <= Tolerance && OtherLabels == 0;

    public static Parity Compare(LabelledLogits left, LabelledLogits right)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Logits.Length, left.Logits.Length);
        double difference = 0;
        for (int i = 0; i < left.Logits.Length; i++)
        {
            double gap = Math.Abs((double)left.Logits[i] - right.Logits[i]);
            difference = double.IsNaN(gap) ? double.PositiveInfinity : Math.Max(difference, gap);
        }

        int others = Enumerable.Range(0, left.Rows)
            .Count(row => Probabilities.ArgMax(left.Row(row)) != Probabilities.ArgMax(right.Row(row)));
        return new Parity(left.Rows, difference, others);
    }

    /// <param name="graph">What the shipped graphs say.</param>
    /// <param name="net">What the net said when it was trained.</param>
    /// <param name="rows">What the rows are.</param>
    /// <exception cref="DataException">They are of other rows, or not the same.</exception>
    public static void ThrowIfApart(LabelledLogits graph, LabelledLogits net, string rows)
    {
        if (!graph.Labels.SequenceEqual(net.Labels) || !(graph.Targets ?? []).SequenceEqual(net.Targets ?? []))
        {
            throw new DataException(
                $"The run was measured on {net.Rows} {rows}, and the data folder gives {graph.Rows} or others; "
                + "are they the data it was trained on?");
        }

        var parity = Compare(graph, net);
        if (!parity.Holds)
        {
            throw new DataException(
                $"The graph is {parity.MaxDifference:G3} away from the net on {rows} (limit {Tolerance}), "
                + $"{parity.OtherLabels} labels differ.");
        }
    }
}
