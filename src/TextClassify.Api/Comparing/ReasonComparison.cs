using TextClassify.Api.Memory;
using TextClassify.Api.Monitoring;
using TextClassify.Monitoring;
using TextClassify.Storage.Querying;
using TextClassify.Storage.Querying.Versions;

namespace TextClassify.Api.Comparing;

/// <summary>Tells which reasons of two versions differ.</summary>
internal static class ReasonComparison
{
    private const double Alpha = DriftReport.DefaultAlpha;
    private const int Digits = 6;

    /// <summary>Null where no shares of both are recorded.</summary>
    public static ReasonChanges? Of(Inquiry ask, VersionDiffQuery query, MemoryLevel level)
    {
        int leastBlocks = level < MemoryLevel.Evidence ? ExplanationsReport.LeastCallers : 1;
        var found = ask.TokensOfPairs(query.Label, query.MinSupport ?? VersionDiffQuery.DefaultSupport, leastBlocks);
        if (found.Texts == 0)
        {
            return null;
        }

        var tokens = found.Tokens;
        double[] q = FalseDiscovery.QValues([.. tokens.Select(PValue)]);
        int[] version = Ranks(tokens, one => one.Version.Sum), against = Ranks(tokens, one => one.Against.Sum);
        TokenChange[] changes = [.. tokens.Select((token, i) => Told(token, version[i], against[i], q[i]))];
        int limit = query.Limit ?? VersionDiffQuery.DefaultLimit;
        return new ReasonChanges(
            found.Texts,
            Alpha,
            [
                .. changes.Where(one => one.Flipped).OrderBy(one => one.Q)
                    .ThenByDescending(one => Math.Min(Math.Abs(one.Version.Value), Math.Abs(one.Against.Value)))
                    .ThenBy(one => one.Text, StringComparer.Ordinal).Take(limit),
            ],
            [
                .. changes.Where(one => (one.VersionRank <= limit && one.Version.Value > 0)
                        || (one.AgainstRank <= limit && one.Against.Value > 0))
                    .OrderBy(one => one.Label, StringComparer.Ordinal).ThenBy(one => one.VersionRank),
            ]);
    }

    /// <summary>That the means have not both the sign that they show: it takes both to be sure (intersection-union test, Berger
    /// 1982).</summary>
    private static double PValue(PairedToken token) => Flipped(token)
        ? Math.Max(MomentsOf(token, token.Version).MeanPValue(), MomentsOf(token, token.Against).MeanPValue())
        : 1;

    private static bool Flipped(PairedToken token) => token.Version.Sum * token.Against.Sum < 0;

    private static Moments MomentsOf(PairedToken token, PowerSums sums) => new(token.Support, sums.Sum, sums.Squares);

    private static TokenChange Told(PairedToken token, int version, int against, double q) => new()
    {
        Text = token.Token,
        Label = token.Label,
        Support = token.Support,
        VersionSupport = token.VersionSupport,
        AgainstSupport = token.AgainstSupport,
        Version = BandValue.Of(MomentsOf(token, token.Version).MeanBand())!,
        Against = BandValue.Of(MomentsOf(token, token.Against).MeanBand())!,
        Difference = BandValue.Of(MomentsOf(token, token.Difference).MeanBand())!,
        VersionRank = version,
        AgainstRank = against,
        Flipped = Flipped(token),
        Q = Math.Round(q, Digits),
    };

    /// <summary>Places within labels, 1 for the greatest sum.</summary>
    private static int[] Ranks(IReadOnlyList<PairedToken> tokens, Func<PairedToken, double> sum)
    {
        int[] ranks = new int[tokens.Count];
        foreach (var label in Enumerable.Range(0, tokens.Count).GroupBy(i => tokens[i].Label))
        {
            int rank = 0;
            foreach (int i in label.OrderByDescending(i => sum(tokens[i])).ThenBy(i => tokens[i].Token, StringComparer.Ordinal))
            {
                ranks[i] = ++rank;
            }
        }

        return ranks;
    }
}
