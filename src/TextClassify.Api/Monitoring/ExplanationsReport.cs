using TextClassify.Api.Memory;
using TextClassify.Api.Records;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Monitoring;

/// <summary>Adds up the evidence of predictions.</summary>
internal static class ExplanationsReport
{
    /// <summary>Where words are not to be kept any more, those that were are told only if this many groups of callers sent them.</summary>
    public const int LeastCallers = 5;

    public static Outcome<ExplanationsResponse> Of(Inquiry ask, ExplanationsQuery query, IModelRegistry registry, MemoryLevel level)
    {
        if (Selection.Of(query, registry, ask, ofOneModel: true).Fails(out var problem, out var selection))
        {
            return problem;
        }

        var filter = selection.Filter with { Token = query.Token };
        var extent = ask.ExtentOf(selection.Filter);
        if (!extent.Evidence && level < MemoryLevel.Evidence)
        {
            return new Problem(
                ProblemTypes.NotRecorded,
                $"Memory:Level is {level}, which keeps no words; shares of tokens are recorded from {MemoryLevel.Evidence} up.");
        }

        int leastBlocks = level < MemoryLevel.Evidence ? LeastCallers : 1;
        var tokens = ask.Tokens(
            filter,
            query.MinSupport ?? ExplanationsQuery.DefaultSupport,
            leastBlocks,
            query.Limit ?? ExplanationsQuery.DefaultLimit);
        return new ExplanationsResponse(ask.AsOf, filter.Model!, extent.Count, [.. tokens.Select(Told)]);
    }

    private static GlobalToken Told(TokenSums sums)
    {
        var (mean, lower, upper) = DriftReport.MomentsOf(sums).MeanBand();
        bool known = sums.Support > 1;
        return new GlobalToken(
            sums.Token,
            sums.Label,
            sums.Support,
            Math.Round(sums.Sum, 4),
            Math.Round(mean, 4),
            known ? Math.Round(lower, 4) : null,
            known ? Math.Round(upper, 4) : null);
    }
}
