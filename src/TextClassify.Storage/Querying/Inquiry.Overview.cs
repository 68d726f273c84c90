using TextClassify.Storage.Sealing;

namespace TextClassify.Storage.Querying;

/// <summary>All that an overview shows, of one reading.</summary>
public sealed partial class Inquiry
{
    /// <summary>Adds the predictions of a filter up by time, label, cohort and version.</summary>
    /// <param name="filter">Which. The sums by cohort and by version are of all cohorts and all versions.</param>
    /// <param name="unitOf">What times are, by how many days have predictions.</param>
    /// <param name="mostGroups">Cohorts and versions that are told at most, those with most predictions.</param>
    public OverviewSums Overview(PredictionFilter filter, Func<long, QualityGroup> unitOf, int mostGroups)
    {
        var values = new List<object>();
        string facts = Facts(filter with { Cohort = null, Version = null }, values);
        _session.Run(
            $"""
            CREATE OR REPLACE TEMP TABLE overview AS
            SELECT version, label, cohort, since, sum(n)::BIGINT AS n, sum(f)::DOUBLE AS f, sum(ff)::DOUBLE AS ff,
                   sum(given)::BIGINT AS given, sum(fits)::BIGINT AS fits, sum(given_f)::DOUBLE AS given_f,
                   sum(given_ff)::DOUBLE AS given_ff, sum(fits_f)::DOUBLE AS fits_f
            FROM ({facts}) GROUP BY ALL
            """,
            values,
            _cancel);

        values.Clear();
        string chosen = new PredictionFilter { Cohort = filter.Cohort, Version = filter.Version }.WhereSummed(values, "o");
        long days = _session.Rows(
            row => row.GetInt64(0), $"SELECT count(DISTINCT since // {RollUpTables.Day}) FROM overview o {chosen}", values, _cancel)[0];
        var unit = unitOf(days);
        var counts = _session.Rows(
            row => (Key: (row.GetString(0), row.GetString(1)), Count: row.GetInt64(2)),
            $"SELECT {GroupOf(unit)} AS t, label, sum(n)::BIGINT FROM overview o {chosen} GROUP BY t, label", values, _cancel);
        var sums = new OverviewSums
        {
            All = By(QualityGroup.All, filter) is [var all] ? all : null,
            Unit = unit,
            Times = By(unit, filter),
            LabelCounts = counts.ToDictionary(one => one.Key, one => one.Count),
            Labels = By(QualityGroup.Label, filter),
            Cohorts = Most(By(QualityGroup.Cohort, filter with { Cohort = null })),
            Versions = Most(By(QualityGroup.Version, filter with { Version = null })),
        };
        _session.Run("DROP TABLE overview", [], _cancel);
        return sums;

        List<QualitySums> By(QualityGroup by, PredictionFilter of)
        {
            var given = new List<object>();
            string where = new PredictionFilter { Cohort = of.Cohort, Version = of.Version }.WhereSummed(given, "o");
            return Added($"overview o {where}", GroupOf(by), given);
        }

        List<QualitySums> Most(List<QualitySums> groups) => groups.Count <= mostGroups
            ? groups
            : [.. groups.OrderByDescending(group => group.Count).Take(mostGroups).OrderBy(group => group.Group, StringComparer.Ordinal)];
    }
}
