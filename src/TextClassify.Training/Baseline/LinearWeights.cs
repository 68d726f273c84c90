namespace TextClassify.Training.Baseline;

/// <summary>A multinomial logistic regression.</summary>
/// <param name="Features">F.</param>
/// <param name="Values">[C,F].</param>
/// <param name="Bias">[C].</param>
internal sealed record LinearWeights(int Features, float[] Values, float[] Bias)
{
    /// <summary>C.</summary>
    public int Classes => Bias.Length;

    public float this[int label, int feature] => Values[(label * Features) + feature];

    /// <summary>[rows, C].</summary>
    public float[] Score(IReadOnlyList<SparseRow> rows)
    {
        float[] logits = new float[rows.Count * Classes];
        for (int row = 0; row < rows.Count; row++)
        {
            var (indices, values) = rows[row];
            for (int label = 0; label < Classes; label++)
            {
                double sum = Bias[label];
                for (int i = 0; i < indices.Length; i++)
                {
                    sum += values[i] * this[label, indices[i]];
                }

                logits[(row * Classes) + label] = (float)sum;
            }
        }

        return logits;
    }
}
