namespace TextClassify.Numerics;

/// <summary>
/// Steele, Lea and Flood 2014. Ours, so that a seed gives the same draws on every version of the runtime; and each stream of a seed
/// stands alone, so that a draw does not depend on how many were made elsewhere.
/// </summary>
public struct SplitMix64
{
    private ulong _state;

    /// <param name="seed">Of the request.</param>
    /// <param name="stream">Of the sample.</param>
    public SplitMix64(int seed, int stream)
    {
        _state = (ulong)(uint)seed;
        _state = Next() ^ (uint)stream;
        _state = Next();
    }

    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 to <paramref name="count"/> - 1; the bias is below count / 2^64.</summary>
    public int Next(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    /// <summary>Normal with mean 0 and variance 1, by Box and Muller's cosine.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(Math.Tau * NextDouble());

    /// <summary>Fisher and Yates.</summary>
    public void Shuffle(Span<int> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = Next(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
