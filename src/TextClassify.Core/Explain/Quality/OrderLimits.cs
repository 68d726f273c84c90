namespace TextClassify.Explain.Quality;

/// <summary>
/// The least and the most that any order of a text's tokens can reach: sum over j = 1..T-1 of f(text) - f(text without the first j). The
/// limits of AOPC follow from them, and AOPC between its limits can be compared across models (Edin et al. 2025, NAOPC).
/// </summary>
/// <param name="Least">Over the orders searched.</param>
/// <param name="Most">Over the orders searched.</param>
/// <param name="Exact">True when every order was searched.</param>
internal readonly record struct OrderLimits(double Least, double Most, bool Exact)
{
    /// <summary>A sum of that kind between the limits: 0 the worst order, 1 the best; NaN when all orders are alike.</summary>
    public double Normalise(double sum) => (sum - Least) / (Most - Least);

    /// <summary>The limits over all orders. A sum depends on the sets an order passes, so this is a shortest path over sets, not T!
    /// orders.</summary>
    /// <param name="drops">[2^T]: f(text) - f(text without the tokens whose bits are set).</param>
    public static OrderLimits OfAll(ReadOnlySpan<double> drops)
    {
        int full = drops.Length - 1;
        double[] least = new double[drops.Length], most = new double[drops.Length];
        for (int set = 1; set < full; set++)
        {
            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            for (int rest = set; rest != 0; rest &= rest - 1)
            {
                int before = set & ~(rest & -rest);
                low = Math.Min(low, least[before]);
                high = Math.Max(high, most[before]);
            }

            least[set] = low + drops[set];
            most[set] = high + drops[set];
        }

        double bottom = double.PositiveInfinity, top = double.NegativeInfinity;
        for (int bit = 1; bit <= full; bit <<= 1)
        {
            bottom = Math.Min(bottom, least[full & ~bit]);
            top = Math.Max(top, most[full & ~bit]);
        }

        return new OrderLimits(bottom, top, Exact: true);
    }
}
