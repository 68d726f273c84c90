using TextClassify.Api.Records;
using TextClassify.Models;
using TextClassify.Monitoring;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Monitoring;

/// <summary>Holds a window against a reference.</summary>
internal static class DriftReport
{
    public const double DefaultAlpha = 0.01;

    /// <summary>Texts a token must stand in on either side.</summary>
    private const int LeastSupport = 30;

    private const int MostTokens = 20_000;
    private const int TokensTold = 50;

    /// <summary>Shuffles for an alpha: ten that reach it by chance.</summary>
    private const double DrawsPerAlpha = 10;

    private const int LeastDraws = 999;
    private const int MostDraws = 19_999;
    private const int Seed = 1;

    public static Problem? Check(DriftQuery query) =>
        Selection.CheckTimes(query.From, query.To) ?? Selection.CheckTimes(query.ReferenceFrom, query.ReferenceTo, "?referenceFrom");

    public static Outcome<DriftResponse> Of(Inquiry ask, DriftQuery query, IModelRegistry registry, double alpha = DefaultAlpha)
    {
        if (Selection.Of(query, registry, ask, ofOneModel: true).Fails(out var problem, out var selection))
        {
            return problem;
        }

        var filter = selection.Filter;
        var against = query.ReferenceFrom is null && query.ReferenceTo is null
            ? null
            : filter with
            {
                From = query.ReferenceFrom is { } from ? TimeValue.Microseconds(from) : null,
                To = query.ReferenceTo is { } to ? TimeValue.Microseconds(to) : null,
            };
        var profile = against is null ? registry.Current.Find<ITextClassifier>(filter.Model, filter.Version)?.Profile : null;
        if (against is null && profile is null)
        {
            return new Problem(
                ProblemTypes.NotInModel,
                $"The package of {filter.Model} is not loaded or has no {ReferenceProfile.FileName}; referenceFrom and referenceTo name "
                    + "another reference.");
        }

        bool byRequest = ask.ExtentOf(filter).Blocks < BlockPermutation.LeastGroups
            || (against is not null && ask.ExtentOf(against).Blocks < BlockPermutation.LeastGroups);
        return new DriftResponse
        {
            AsOf = ask.AsOf,
            Model = filter.Model!,
            Reference = against is null ? "package" : "window",
            GroupedBy = byRequest ? "requests" : "callers",
            Alpha = alpha,
            Signals = Signals(ask, DriftReference.All(selection.Labels, profile), filter, against, byRequest, alpha),
            Tokens = against is null ? null : Tokens(ask, filter, against, alpha),
        };
    }

    private static DriftSignal[] Signals(
        Inquiry ask, DriftReference[] references, PredictionFilter filter, PredictionFilter? against, bool byRequest, double alpha)
    {
        // A label or a reference of one label is no distribution of labels.
        var asked = filter.Label is null ? references : [.. references.Where(reference => reference.Name != "label")];
        int draws = (int)Math.Clamp(DrawsPerAlpha / alpha, LeastDraws, MostDraws);
        var before = against is null
            ? Array.ConvertAll(asked, reference => reference.Dealt())
            : DriftReference.Counted(ask, asked, against, byRequest);
        var now = DriftReference.Counted(ask, asked, filter, byRequest);
        var tests = asked.Select((reference, place) => (
            Reference: reference, Before: before[place], Now: now[place],
            Test: BlockPermutation.Test(before[place], now[place], draws, Seed))).ToArray();
        double[] q = FalseDiscovery.QValues([.. tests.Select(test => test.Test.PValue ?? 1)]);
        return
        [
            .. tests.Select((test, i) => new DriftSignal
            {
                Signal = test.Reference.Name,
                Alarm = test.Test.PValue is not null && q[i] <= alpha && test.Test.Effect >= test.Reference.LeastEffect,
                Effect = Round(test.Test.Effect),
                LeastEffect = test.Reference.LeastEffect,
                P = test.Test.PValue,
                Q = test.Test.PValue is null ? null : q[i],
                ReferenceCount = test.Test.Reference,
                WindowCount = test.Test.Window,
                Bins = Bins(test.Reference.Bins, test.Before.Shares(), test.Now.Shares()),
            }),
        ];
    }

    /// <summary>Null where no evidence is recorded.</summary>
    private static TokenDrift[]? Tokens(Inquiry ask, PredictionFilter filter, PredictionFilter against, double alpha)
    {
        if (!ask.ExtentOf(filter).Evidence)
        {
            return null;
        }

        var before = ask.Tokens(against, LeastSupport, leastBlocks: 1, MostTokens).ToDictionary(token => (token.Token, token.Label));
        var both = ask.Tokens(filter, LeastSupport, leastBlocks: 1, MostTokens)
            .Where(token => before.ContainsKey((token.Token, token.Label)))
            .Select(token => (Before: before[(token.Token, token.Label)], Now: token))
            .Select(pair => (pair.Before, pair.Now, P: WelchTest.PValue(MomentsOf(pair.Before), MomentsOf(pair.Now))))
            .ToArray();
        double[] q = FalseDiscovery.QValues([.. both.Select(pair => pair.P)]);
        return
        [
            .. both.Select((pair, i) => new TokenDrift(
                    pair.Now.Token,
                    pair.Now.Label,
                    q[i] <= alpha,
                    Round(MomentsOf(pair.Before).Mean),
                    Round(MomentsOf(pair.Now).Mean),
                    pair.Before.Support,
                    pair.Now.Support,
                    pair.P,
                    q[i]))
                .OrderBy(token => token.P).ThenBy(token => token.Text, StringComparer.Ordinal).Take(TokensTold),
        ];
    }

    public static Moments MomentsOf(TokenSums sums) => new(sums.Support, sums.Sum, sums.Squares);

    private static DriftBin[] Bins(IReadOnlyList<string> names, double[] reference, double[] window) =>
        [.. names.Select((name, i) => new DriftBin(name, Round(reference[i]), Round(window[i])))];

    private static double Round(double value) => Math.Round(value, 6);
}
