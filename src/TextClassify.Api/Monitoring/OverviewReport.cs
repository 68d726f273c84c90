using TextClassify.Api.Records;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Monitoring;

/// <summary>Makes an overview of the store's sums.</summary>
internal static class OverviewReport
{
    /// <summary>Days shown by hours, by days and by weeks; more by months. A picture has room for a hundred bars.</summary>
    private const int HourlyDays = 4, DailyDays = 100, WeeklyDays = 500;

    /// <summary>Cohorts that are told; a caller may name each text's its own.</summary>
    private const int MostGroups = 1_000;

    /// <summary>What times are where so many days have predictions.</summary>
    public static QualityGroup UnitOf(long days) => days switch
    {
        <= HourlyDays => QualityGroup.Hour,
        <= DailyDays => QualityGroup.Day,
        <= WeeklyDays => QualityGroup.Week,
        _ => QualityGroup.Month,
    };

    public static Outcome<OverviewResponse> Of(Inquiry ask, SelectionQuery query, IModelRegistry registry, double alarmsPerMonth)
    {
        if (Selection.Of(query, registry, ask, ofOneModel: true).Fails(out var problem, out var selection))
        {
            return problem;
        }

        var filter = selection.Filter;
        var reference = QualityReport.ReferenceOf(registry, filter);
        var sums = ask.Overview(filter, UnitOf, MostGroups);
        return new OverviewResponse
        {
            AsOf = ask.AsOf,
            Model = filter.Model!,
            Labels = selection.Labels,
            All = QualityReport.Result(null, sums.All is { } all ? QualityReport.Sums(all) : default, reference),
            Unit = GroupName.Of(sums.Unit),
            Times = Results(sums.Times),
            LabelCounts =
            [
                .. sums.Times.Select(time => selection.Labels.Select(
                    label => sums.LabelCounts.GetValueOrDefault((time.Group, label))).ToArray()),
            ],
            ByLabel = Results(sums.Labels),
            ByCohort = Results(sums.Cohorts),
            ByVersion = Results(sums.Versions),
            Confusion = QualityReport.Confusion(ask.Confusion(filter), selection.Labels),
            OrphanLabels = ask.Orphans(),
            LabelAlarm = LabelWatch.Of(ask.Outcomes(filter), reference, alarmsPerMonth),
        };

        QualityGroupResult[] Results(IReadOnlyList<QualitySums> groups) =>
            [.. groups.Select(group => QualityReport.Result(group.Group, QualityReport.Sums(group), reference))];
    }
}
