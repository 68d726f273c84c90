namespace TextClassify.Molecules;

internal static class Permutations
{
    /// <summary>Whether an odd number of swaps sorts the values.</summary>
    public static bool IsOdd(ReadOnlySpan<int> values)
    {
        bool odd = false;
        for (int i = 1; i < values.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                odd ^= values[j] > values[i];
            }
        }

        return odd;
    }

    /// <summary>The other hand where <paramref name="odd"/>.</summary>
    public static Handedness Swap(Handedness hand, bool odd) => odd && hand != Handedness.None ? (Handedness)(3 - (int)hand) : hand;
}
