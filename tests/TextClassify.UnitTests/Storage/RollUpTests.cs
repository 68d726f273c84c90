using TextClassify.Models;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Querying;

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
            .SelectMany(binning => new[] { ask.Histograms(filter, binning, false), ask.Histograms(filter, binning, true) }).ToArray(),
        ask.Tokens(filter, 1, 1, 100),
        ask.Tokens(filter, 40, 4, 100),
        ask.Tokens(filter with { Token = "fine" }, 1, 1, 100),
        ask.Page(filter, null, 50).Select(one => (one.Id, one.Item, one.Labelled)).ToArray(),
        ask.HasCohort("a"),
        ask.HasCohort("nobody"),
    });
}
