namespace TextClassify.UnitTests.HiddenStates.Projection;

/// <summary>States to map.</summary>
internal static class Clouds
{
    public static ParallelOptions Work { get; } = new() { MaxDegreeOfParallelism = 2 };

    /// <summary>Normal numbers around centres that lie 10 apart; row i belongs to cluster i % clusters.</summary>
    public static float[] Of(int count, int width, int clusters = 1, int seed = 1)
    {
        var random = new Random(seed);
        float[] states = new float[count * width];
        for (int i = 0; i < states.Length; i++)
        {
            int cluster = i / width % clusters;
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            states[i] = (float)(normal + (i % width == cluster ? 10 : 0));
        }

        return states;
    }
}
