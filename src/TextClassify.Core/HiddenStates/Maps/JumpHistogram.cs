namespace TextClassify.HiddenStates.Maps;

/// <summary>How often the state moved how far.</summary>
/// <param name="Largest">Upper end of the last bin; the first begins at 0, and all are equally wide.</param>
/// <param name="Counts">Jumps by bin; a bin takes its lower end, the last both.</param>
public sealed record JumpHistogram(double Largest, IReadOnlyList<long> Counts)
{
    public const int Bins = 40;

    public static JumpHistogram Of(IReadOnlyList<float> jumps)
    {
        float largest = 0;
        foreach (float jump in jumps)
        {
            largest = Math.Max(largest, jump);
        }

        long[] counts = new long[Bins];
        foreach (float jump in jumps)
        {
            counts[largest > 0 ? Math.Min((int)(jump / largest * Bins), Bins - 1) : 0]++;
        }

        return new JumpHistogram(largest, counts);
    }
}
