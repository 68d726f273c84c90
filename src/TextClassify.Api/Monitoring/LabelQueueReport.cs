using System.Globalization;
using TextClassify.Api.Records;
using TextClassify.Monitoring;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Monitoring;

/// <summary>Says what to label next, and how right the model is by the labels of what came before.</summary>
internal static class LabelQueueReport
{
    private const int Digits = 6;

    /// <summary><see cref="LabelSample.WeightOf"/> of the store's rows.</summary>
    private static readonly string Weight = string.Create(
        CultureInfo.InvariantCulture, $"{LabelSample.Uniform} + {1 - LabelSample.Uniform} * least(1, 2 * (1 - p.confidence::DOUBLE))");

    public static Outcome<LabelQueueResponse> Of(Inquiry ask, LabelQueueQuery query, IModelRegistry registry)
    {
        if (Selection.Of(query, registry, ask, ofOneModel: true).Fails(out var problem, out var selection))
        {
            return problem;
        }

        int limit = query.Limit ?? LabelQueueQuery.DefaultLimit;
        var drawn = ask.Drawn(selection.Filter, Weight, limit + 1);
        double? First(Func<DrawnPrediction, bool> which) => drawn.FirstOrDefault(which)?.Rank;
        double? open = First(one => one.Right is null);
        SampledLabel[] labels =
        [
            .. drawn.TakeWhile(one => one.Right is not null)
                .Select(one => new SampledLabel(Chance(one, open), one.Confidence, one.Right!.Value)),
        ];
        DrawnPrediction[] next = [.. drawn.Where(one => one.Right is null).Take(limit)];
        double? past = next.Length == 0 ? null : First(one => one.Right is null && one.Rank > next[^1].Rank);
        var found = ask.Rows([.. next.Select(one => one.Row)]).ToDictionary(one => one.Row);
        var entries = PredictionEntries.Of([.. next.Select(one => found[one.Row])], [], ask);
        var sums = ask.Quality(selection.Filter, QualityGroup.All) is [var all] ? QualityReport.Sums(all) : default;
        return new LabelQueueResponse(
            ask.AsOf,
            selection.Filter.Model!,
            sums.Count,
            labels.Length,
            BandValue.Of(LabelSample.Accuracy(labels, sums.Count, sums.Confidence)),
            [.. next.Select((one, i) => new QueuedPrediction(Math.Round(Chance(one, past), Digits), entries[i]))]);
    }

    private static double Chance(DrawnPrediction one, double? past) =>
        LabelSample.ChanceOf(LabelSample.WeightOf(one.Confidence), past);
}
