namespace TextClassify.Training.Pairing;

/// <summary>
/// The exact test of McNemar (1947): whether two models that are right on different rows could be equally good. Only rows that one of them
/// has right and the other wrong say anything; if both are equally good, each of these falls to either side like a coin.
/// </summary>
internal static class McNemar
{
    /// <summary>Two-sided p-value, 0..1.</summary>
    /// <param name="first">Rows that the first model alone has right.</param>
    /// <param name="second">Rows that the second model alone has right.</param>
    public static double PValue(int first, int second)
    {
        int all = first + second;
        double tail = 0, chance = -all * Math.Log(2);
        for (int i = 0; i <= Math.Min(first, second); i++)
        {
            tail += Math.Exp(chance);
            chance += Math.Log(all - i) - Math.Log(i + 1);
        }

        return Math.Min(1, 2 * tail);
    }
}
