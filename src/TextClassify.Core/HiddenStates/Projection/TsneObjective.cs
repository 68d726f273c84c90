namespace TextClassify.HiddenStates.Projection;

/// <summary>KL(P || Q) of a map and its gradient, both over all pairs. A row's sums belong to one thread, and rows are added in
/// order.</summary>
internal sealed class TsneObjective(Affinities affinities, ParallelOptions work)
{
    private const int BlockRows = 128;

    private readonly TiledRepulsion _repulsion = new(affinities.Count, work);
    private readonly float[] _repulsionX = new float[affinities.Count];
    private readonly float[] _repulsionY = new float[affinities.Count];

    /// <summary>Writes d KL(exaggeration P || Q) / d y, [N] and [N].</summary>
    public void WriteGradient(float[] xs, float[] ys, float exaggeration, float[] gradientX, float[] gradientY)
    {
        float scale = (float)(4 / _repulsion.Write(xs, ys, _repulsionX, _repulsionY));
        ForRows(row => (gradientX[row], gradientY[row]) = Attraction(xs, ys, row));
        for (int row = 0; row < gradientX.Length; row++)
        {
            gradientX[row] = (4 * exaggeration * gradientX[row]) - (scale * _repulsionX[row]);
            gradientY[row] = (4 * exaggeration * gradientY[row]) - (scale * _repulsionY[row]);
        }
    }

    /// <summary>KL(P || Q), in nats.</summary>
    public double Divergence(float[] xs, float[] ys)
    {
        double[] rows = new double[xs.Length];
        double total = _repulsion.Write(xs, ys, _repulsionX, _repulsionY);
        ForRows(row =>
        {
            var ids = affinities.IdsOf(row);
            var values = affinities.ValuesOf(row);
            for (int i = 0; i < ids.Length; i++)
            {
                double q = Near(xs, ys, row, ids[i]) / total;
                rows[row] += values[i] > 0 ? values[i] * Math.Log(values[i] / q) : 0;
            }
        });
        double sum = 0;
        foreach (double row in rows)
        {
            sum += row;
        }

        return sum;
    }

    private static float Near(float[] xs, float[] ys, int row, int other)
    {
        float x = xs[row] - xs[other], y = ys[row] - ys[other];
        return 1 / (1 + (x * x) + (y * y));
    }

    private (float X, float Y) Attraction(float[] xs, float[] ys, int row)
    {
        var ids = affinities.IdsOf(row);
        var values = affinities.ValuesOf(row);
        float sumX = 0, sumY = 0, x = xs[row], y = ys[row];
        for (int i = 0; i < ids.Length; i++)
        {
            float gapX = x - xs[ids[i]], gapY = y - ys[ids[i]];
            float pull = values[i] / (1 + (gapX * gapX) + (gapY * gapY));
            sumX += pull * gapX;
            sumY += pull * gapY;
        }

        return (sumX, sumY);
    }

    private void ForRows(Action<int> body)
    {
        int count = affinities.Count;
        Parallel.For(0, (count + BlockRows - 1) / BlockRows, work, block =>
        {
            for (int row = block * BlockRows; row < Math.Min((block + 1) * BlockRows, count); row++)
            {
                body(row);
            }
        });
    }
}
