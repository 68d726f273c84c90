namespace TextClassify.Numerics;

/// <summary>Means and standard errors of several quantities at once, one sample at a time (Welford 1962).</summary>
internal sealed class RunningMoments(int width)
{
    private readonly double[] _means = new double[width];
    private readonly double[] _squares = new double[width];

    public int Count { get; private set; }

    public ReadOnlySpan<double> Means => _means;

    public void Add(ReadOnlySpan<double> sample)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sample.Length, _means.Length);
        Count++;
        for (int i = 0; i < sample.Length; i++)
        {
            double before = sample[i] - _means[i];
            _means[i] += before / Count;
            _squares[i] += before * (sample[i] - _means[i]);
        }
    }

    /// <summary>The samples' standard deviation over the root of their number; null of fewer than two.</summary>
    public float[]? StandardErrors() => Count < 2
        ? null
        : Array.ConvertAll(_squares, squares => (float)Math.Sqrt(squares / (Count - 1.0) / Count));
}
