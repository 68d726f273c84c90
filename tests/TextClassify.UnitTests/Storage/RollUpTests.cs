using TextClassify.Models;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Querying;
using TextClassify.Storage.Querying.Held;
using TextClassify.Storage.Sealing;

namespace TextClassify.Storage;

/// <summary>Sums are a way to answer faster: whatever is asked, the answer is the one that the rows give.</summary>
public sealed class RollUpTests(RollUpStores stores) : IClassFixture<RollUpStores>
{
    private const long Hour = RollUpStores.Hour;

    public static TheoryData<string, PredictionFilter> Questions => new()
    {
        { "all", new PredictionFilter() },
        { "model", new PredictionFilter { Model = "polarity", Version = "1" } },
        { "label", new PredictionFilter { Label = "negative" } },
        { "cohort", new PredictionFilter { Cohort = "a" } },
        { "whole days", new PredictionFilter { From = Sample.Day + (24 * Hour), To = Sample.Day + (48 * Hour) } },
        { "within a day", new PredictionFilter { From = Sample.Day + (30 * Hour) + 1, To = Sample.Day + (32 * Hour) } },
        { "within an hour", new PredictionFilter { From = Sample.Day + (30 * Hour) + 1, To = Sample.Day + (30 * Hour) + 1_000_000_000 } },
        { "from", new PredictionFilter { From = Sample.Day + (25 * Hour) + 7, Cohort = "a" } },
        { "to", new PredictionFilter { To = Sample.Day + (50 * Hour) + 7 } },
        { "wrong", new PredictionFilter { Wrong = true } },
        { "nothing", new PredictionFilter { Model = "other" } },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Questions_FromSums_AreAnsweredAsFromRows(string name, PredictionFilter filter)
    {
        object[] rows = await AllAsync(stores.Plain, filter), sums = await AllAsync(stores.Summed, filter);

        Assert.Equivalent(rows, sums, strict: true);
        Assert.NotEmpty(name);
    }

    /// <summary>One reading, and what as many questions say.</summary>
    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Overview_OfAFilter_IsWhatItsPartsSay(string name, PredictionFilter filter)
    {
        foreach (var unit in new[] { QualityGroup.Hour, QualityGroup.Day, QualityGroup.Week, QualityGroup.Month })
        {
            var (overview, parts) = await stores.Summed.AskAsync(ask => (ask.Overview(filter, _ => unit, 100), new
            {
                All = ask.Quality(filter, QualityGroup.All).SingleOrDefault(),
                Times = ask.Quality(filter, unit),
                LabelCounts = Sample.Labels.Where(label => filter.Label is null || filter.Label == label)
                    .SelectMany(label => ask.Quality(filter with { Label = label }, unit)
                        .Select(time => (Time: time.Group, Label: label, time.Count))).OrderBy(one => one).ToArray(),
                Labels = ask.Quality(filter, QualityGroup.Label),
                Cohorts = ask.Quality(filter with { Cohort = null }, QualityGroup.Cohort),
                Versions = ask.Quality(filter with { Version = null }, QualityGroup.Version),
            }));

            Assert.Equivalent(
                parts,
                new
                {
                    overview.All,
                    overview.Times,
                    LabelCounts = overview.LabelCounts.Select(one => (one.Key.Time, one.Key.Label, Count: one.Value)).Order().ToArray(),
                    overview.Labels,
                    overview.Cohorts,
                    overview.Versions,
                },
                strict: true);
            Assert.Equal(overview.Times.Count == 0 ? overview.Unit : unit, overview.Unit);
        }

        Assert.NotEmpty(name);
    }

    [Fact]
    public async Task Overview_OfMoreGroupsThanAreTold_HasThoseWithMost()
    {
        var (few, all) = await stores.Summed.AskAsync(ask => (
            ask.Overview(new PredictionFilter(), ByDay, 1).Cohorts, ask.Overview(new PredictionFilter(), ByDay, 2).Cohorts));

        Assert.Equal(["", "a"], all.Select(cohort => cohort.Group));
        Assert.Equal(all.Max(cohort => cohort.Count), Assert.Single(few).Count);
    }

    /// <summary>Counts that are too many for memory are read where they are.</summary>
    [Fact]
    public void KeptCounts_InMemoryOrNot_AreTheSame()
    {
        using var connection = new OutboxDatabase(stores.Folder).Open();
        var (files, groups) = (SealedFile.All(connection, null), SumGroup.All(connection, null));

        var inMemory = SumsOf(KeptCounts.UsualMostRows, files, groups);
        Assert.True(inMemory.Count > 0);
        Assert.Equal(inMemory, SumsOf(10, files, groups));
    }

    private (long Count, double Confidence, long Rows) SumsOf(
        long mostRows, List<SealedFile> files, List<SumGroup> groups)
    {
        using var duck = ParquetTables.Open(stores.Folder);
        var kept = new KeptCounts(duck, stores.Folder, mostRows);

        // Half of them first: what is read later comes to it, and single files go into their group.
        kept.Refresh(files.Take(files.Count / 2), groups);
        kept.Refresh(files, groups);
        using var command = duck.CreateCommand();
        command.CommandText = $"SELECT sum(n)::BIGINT, sum(f), count(*) FROM {kept.Over(long.MinValue, long.MaxValue)}";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        return (reader.GetInt64(0), reader.GetDouble(1), reader.GetInt64(2));
    }

    [Fact]
    public void Files_OfManyPredictions_HaveSumsOfAllKinds()
    {
        const RollUps All =
            RollUps.Counts | RollUps.Histograms | RollUps.HistogramsByCohort | RollUps.Tokens | RollUps.TokensByCohort;
        using var connection = new OutboxDatabase(stores.Folder).Open();

        Assert.All(SealedFile.All(connection, null), file => Assert.True(file.Has(All)));
        Assert.All(SumGroup.All(connection, null), group => Assert.True(group.Has(All)));
        Assert.Equal([1, 1, 1, 2], SumGroup.All(connection, null).Select(group => group.Level).Order());
    }

    [Fact]
    public void ConfidenceBins_OfPackageAndStore_AreTheSame() => Assert.Equal(ReferenceProfile.ConfidenceBins, Binning.ConfidenceBins);

    private static Task<object[]> AllAsync(StoreRun run, PredictionFilter filter) => run.AskAsync(ask => new object[]
    {
        ask.ExtentOf(filter),
        Enum.GetValues<QualityGroup>().Select(by => ask.Quality(filter, by)).ToArray(),
        ask.Confusion(filter),
        ask.Outcomes(filter),
        ask.Orphans(),
        new[] { Binning.Labels(Sample.Labels), Binning.Confidence, Binning.Tokens([1, 2]), Binning.Unknown }
            .SelectMany(binning => new[] { ask.Histograms(filter, [binning], false)[0], ask.Histograms(filter, [binning], true)[0] })
            .ToArray(),
        ask.Histograms(filter, [Binning.Labels(Sample.Labels), Binning.Confidence, Binning.Unknown], true),
        ask.Tokens(filter, 1, 1, 100),
        ask.Tokens(filter, 40, 4, 100),
        ask.Tokens(filter with { Token = "fine" }, 1, 1, 100),
        ask.Page(filter, null, 50).Select(one => (one.Id, one.Item, one.Labelled)).ToArray(),
        ask.Overview(filter, ByDay, 100).Times,
        ask.Overview(filter, _ => QualityGroup.Hour, 100).Labels,
        ask.HasCohort("a"),
        ask.HasCohort("nobody"),
    });

    private static QualityGroup ByDay(long days) => QualityGroup.Day;
}
