using TextClassify.Api.Records;
using TextClassify.Monitoring;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Monitoring;

/// <summary>Makes accuracies of the store's sums.</summary>
internal static class QualityReport
{
    private const string AccuracyMetric = "accuracy";

    public static Outcome<QualityResponse> Of(Inquiry ask, QualityQuery query, IModelRegistry registry, double alarmsPerMonth)
    {
        if (Selection.Of(query, registry, ask, ofOneModel: true).Fails(out var problem, out var selection))
        {
            return problem;
        }

        var filter = selection.Filter;
        var reference = ReferenceOf(registry, filter);
        var all = ask.Quality(filter, QualityGroup.All);
        return new QualityResponse(
            ask.AsOf,
            filter.Model!,
            Result(null, all.Count > 0 ? Sums(all[0]) : default, reference),
            query.By is null
                ? null
                : [.. ask.Quality(filter, GroupName.Of(query.By)).Select(group => Result(group.Group, Sums(group), reference))],
            Confusion(ask.Confusion(filter), selection.Labels),
            ask.Orphans(),
            LabelWatch.Of(ask.Outcomes(filter), reference, alarmsPerMonth));
    }

    public static AccuracySums Sums(QualitySums sums) => new(
        sums.Count, sums.Confidence, sums.Squares, sums.Labelled, sums.Right, sums.LabelledConfidence, sums.LabelledSquares,
        sums.RightConfidence);

    /// <summary>Accuracy and rows of the development texts on which the model was calibrated; no rows where they are not known.</summary>
    public static (double Accuracy, long Rows) ReferenceOf(IModelRegistry registry, PredictionFilter filter) =>
        registry.Current.Find<ITextClassifier>(filter.Model, filter.Version) is { Profile: { } profile } model
            && model.Manifest.Metrics.TryGetValue(AccuracyMetric, out double accuracy)
            ? (accuracy, profile.Texts)
            : (0, 0);

    public static QualityGroupResult Result(string? group, AccuracySums sums, (double Accuracy, long Rows) reference) => new()
    {
        Group = group,
        Predictions = sums.Count,
        Labelled = sums.Labelled,
        Estimated = BandValue.Of(AccuracyEstimates.Estimated(sums, reference.Accuracy, reference.Rows)),
        Measured = BandValue.Of(AccuracyEstimates.Labelled(sums)),
        Fused = BandValue.Of(AccuracyEstimates.Fused(sums)),
    };

    public static ConfusionTable Confusion(IReadOnlyList<LabelPair> pairs, IReadOnlyList<string> known)
    {
        string[] labels = [.. known.Union(pairs.Select(pair => pair.Given).Order(StringComparer.Ordinal))];
        long[][] counts = [.. labels.Select(_ => new long[labels.Length])];
        foreach (var pair in pairs)
        {
            counts[Array.IndexOf(labels, pair.Given)][Array.IndexOf(labels, pair.Predicted)] += pair.Count;
        }

        return new ConfusionTable(labels, counts);
    }
}
