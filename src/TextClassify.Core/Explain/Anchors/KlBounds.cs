namespace TextClassify.Explain.Anchors;

/// <summary>Confidence bounds on a proportion by the Kullback-Leibler divergence of Bernoulli variables (Kaufmann and Kalyanakrishnan
/// 2013).</summary>
internal static class KlBounds
{
    /// <summary>The exploration rate of KL-LUCB, with the constants of its authors: the bounds of all arms hold at all rounds with
    /// probability 1 - delta.</summary>
    public static double Rate(int arms, int round, double delta)
    {
        double log = Math.Log(405.5 * arms * Math.Pow(round, 1.1) / delta);
        return log + Math.Log(log);
    }

    /// <summary>The largest q with draws * KL(mean, q) at most the rate; 1 without draws.</summary>
    public static double Upper(double mean, int draws, double rate) => draws == 0 ? 1 : Bisect(mean, 1, mean, rate / draws);

    /// <summary>The smallest such q; 0 without draws.</summary>
    public static double Lower(double mean, int draws, double rate) => draws == 0 ? 0 : Bisect(mean, 0, mean, rate / draws);

    /// <summary>p log(p / q) + (1 - p) log((1 - p) / (1 - q)).</summary>
    public static double Divergence(double p, double q) => Term(p, q) + Term(1 - p, 1 - q);

    private static double Term(double p, double q) => p == 0 ? 0 : p * Math.Log(p / q);

    private static double Bisect(double inside, double outside, double mean, double limit)
    {
        for (int step = 0; step < 50; step++)
        {
            double middle = (inside + outside) / 2;
            (inside, outside) = Divergence(mean, middle) <= limit ? (middle, outside) : (inside, middle);
        }

        return inside;
    }
}
