namespace TextClassify.Training.Vectors;

/// <summary>SplitMix64 (Steele et al. 2014): a few draws a word, where a virtual call each would be seen.</summary>
internal struct RandomStream(ulong seed)
{
    private ulong _state = seed * 0x9E3779B97F4A7C15UL;

    public ulong Next()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    /// <summary>[0, 1).</summary>
    public float Unit() => (Next() >> 40) * (1f / (1 << 24));
}
