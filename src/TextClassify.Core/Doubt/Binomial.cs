namespace TextClassify.Doubt;

/// <summary>The binomial distribution.</summary>
internal static class Binomial
{
    /// <summary>P(X &lt;= successes) of n draws with chance p, by a sum over the logarithms of its terms.</summary>
    public static double AtMost(int successes, int n, double p)
    {
        if (p <= 0 || successes >= n)
        {
            return 1;
        }

        if (p >= 1)
        {
            return 0;
        }

        double logOdds = Math.Log(p) - Math.Log(1 - p), term = n * Math.Log(1 - p), sum = 0;
        for (int k = 0; k <= successes; k++)
        {
            sum += Math.Exp(term);
            term += Math.Log((double)(n - k) / (k + 1)) + logOdds;
        }

        return Math.Min(sum, 1);
    }
}
