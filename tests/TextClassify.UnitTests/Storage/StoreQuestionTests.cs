using TextClassify.Storage.Querying;
using TextClassify.Storage.Records;

namespace TextClassify.Storage;

/// <summary>What a store answers over files and outbox, of one process or shared.</summary>
/// <param name="database">How to connect to the one that is shared; null where none is.</param>
public abstract class StoreQuestionTests(string? database) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Page_OverFilesAndOutbox_HasEachOnceNewestFirst()
    {
        using var run = new StoreRun(_folder.Path, database: database);
        await run.RecordAsync(Enumerable.Range(0, 5).Select(number => Sample.Request(number)));
        await run.AskAsync(ask => ask.Page(new PredictionFilter(), null, 10));
        await run.SealAsync();
        await run.RecordAsync(Enumerable.Range(5, 5).Select(number => Sample.Request(number)));
        var seen = new List<Guid>();
        for (long? before = null; ;)
        {
            var page = await run.AskAsync(ask => ask.Page(new PredictionFilter(), before, 3));
            if (page.Count == 0)
            {
                break;
            }

            seen.AddRange(page.Select(prediction => prediction.Id));
            before = page[^1].Row;
        }

        Assert.Equal(Enumerable.Range(0, 10).Reverse().Select(Sample.Id), seen);
    }

    [Fact]
    public async Task Page_Filtered_HasWhatFits()
    {
        using var run = new StoreRun(_folder.Path, database: database);
        await run.RecordAsync(
            Sample.Request(0, version: "2", pieces: ["dull"]), Sample.Request(1, label: 0, cohort: "a"),
            Sample.Request(2, cohort: "b", pieces: ["fine"]), Sample.Request(3));
        await run.LabelAsync(3, "negative");
        await run.LabelAsync(2, "positive");

        Assert.Equal([Sample.Id(0)], await IdsAsync(new PredictionFilter { Version = "2" }));
        Assert.Equal([Sample.Id(1)], await IdsAsync(new PredictionFilter { Label = "negative" }));
        Assert.Equal([Sample.Id(2)], await IdsAsync(new PredictionFilter { Cohort = "b", Model = "polarity" }));
        Assert.Equal([Sample.Id(2)], await IdsAsync(new PredictionFilter { Token = "fine" }));
        Assert.Equal([Sample.Id(3)], await IdsAsync(new PredictionFilter { Wrong = true }));
        Assert.Equal([Sample.Id(2)], await IdsAsync(new PredictionFilter { Wrong = false }));
        Assert.Equal([Sample.Id(2), Sample.Id(1)], await IdsAsync(
            new PredictionFilter { From = Sample.Day + 1_000, To = Sample.Day + 3_000 }));
        Assert.Empty(await IdsAsync(new PredictionFilter { Model = "other" }));

        async Task<Guid[]> IdsAsync(PredictionFilter filter) =>
            await run.AskAsync(ask => ask.Page(filter, null, 10).Select(prediction => prediction.Id).ToArray());
    }

    /// <summary>Of a file, of the outbox, and of labels that were changed after they were asked for.</summary>
    [Fact]
    public async Task Overview_OfFilesOutboxAndLabels_AddsThemUp()
    {
        using var run = new StoreRun(_folder.Path, settings => settings with { GroupFiles = 2 }, fileRows: 4, database);
        await run.RecordAsync(Enumerable.Range(0, 8).Select(
            number => Sample.Request(number, label: number % 2, version: number < 4 ? "1" : "2", cohort: number == 7 ? "a" : null)));
        await run.SealAsync();
        await run.RecordAsync(Sample.Request(8, cohort: "a", version: "2"));
        await run.LabelAsync(0, "positive");
        await run.LabelAsync(8, "positive");

        Assert.Equal((9, 2, 1), await AllAsync(new PredictionFilter()));
        await run.LabelAsync(0, "negative");
        Assert.Equal((9, 2, 2), await AllAsync(new PredictionFilter()));
        Assert.Equal((2, 1, 1), await AllAsync(new PredictionFilter { Cohort = "a" }));
        Assert.Equal((4, 1, 1), await AllAsync(new PredictionFilter { Version = "1" }));
        var of = await run.AskAsync(ask => ask.Overview(new PredictionFilter { Cohort = "a", Version = "1" }, _ => QualityGroup.Day, 10));
        Assert.Null(of.All);
        Assert.Equal([("", 4)], of.Cohorts.Select(one => (one.Group, one.Count)));
        Assert.Equal([("2", 2)], of.Versions.Select(one => (one.Group, one.Count)));

        Task<(long, long, long)> AllAsync(PredictionFilter filter) => run.AskAsync(
            ask => ask.Overview(filter, _ => QualityGroup.Day, 10).All is { } all ? (all.Count, all.Labelled, all.Right) : default);
    }

    /// <summary>2027 begins on a Friday.</summary>
    [Theory]
    [InlineData(QualityGroup.Day, new[] { "2027-01-01", "2027-01-03", "2027-01-04", "2027-02-01" })]
    [InlineData(QualityGroup.Week, new[] { "2026-12-28", "2027-01-04", "2027-02-01" })]
    [InlineData(QualityGroup.Month, new[] { "2027-01", "2027-02" })]
    public async Task Quality_ByTime_IsNamedByItsBeginning(QualityGroup by, string[] names)
    {
        using var run = new StoreRun(_folder.Path, database: database);
        int[] days = [0, 2, 3, 31];
        await run.RecordAsync(days.Take(3).Select((day, number) => OfDay(number, day)));
        await run.SealAsync();
        await run.RecordAsync(OfDay(3, days[3]));

        var groups = await run.AskAsync(ask => ask.Quality(new PredictionFilter(), by));

        Assert.Equal(names, groups.Select(group => group.Group));
        Assert.Equal(days.Length, groups.Sum(group => group.Count));

        static StoredRequest OfDay(int number, int day) =>
            Sample.Request(number) with { At = Sample.Day + (day * 86_400_000_000L) };
    }

    [Fact]
    public async Task Tokens_OverFilesAndOutbox_AddUp()
    {
        using var run = new StoreRun(_folder.Path, database: database);
        await run.RecordAsync(Sample.Request(1, pieces: ["fine", "film", "fine"], block: 1), Sample.Request(2, label: 0, pieces: ["film"]));
        await run.SealAsync();
        await run.RecordAsync(Sample.Request(3, pieces: ["fine"], block: 2, cohort: "a"));

        // The share at place i is i + 0.5.
        Assert.Equal(
            [
                new TokenSums("fine", "positive", 2, 3.5, 9.25, 2), new TokenSums("film", "positive", 1, 1.5, 2.25, 1),
                new TokenSums("film", "negative", 1, 0.5, 0.25, 1),
            ],
            await run.AskAsync(ask => ask.Tokens(new PredictionFilter(), 1, 1, 10)));
        Assert.Equal(
            [new TokenSums("fine", "positive", 2, 3.5, 9.25, 2)],
            await run.AskAsync(ask => ask.Tokens(new PredictionFilter { Token = "fine" }, 2, 2, 10)));
        Assert.Equal(
            [new TokenSums("fine", "positive", 1, 0.5, 0.25, 1)],
            await run.AskAsync(ask => ask.Tokens(new PredictionFilter { Cohort = "a" }, 1, 1, 10)));
    }

    [Fact]
    public async Task Histograms_ByBlock_CountBins()
    {
        using var run = new StoreRun(_folder.Path, database: database);
        await run.RecordAsync(
            Sample.Request(1, label: 0, block: 1), Sample.Request(2, block: 1, confidence: 1), Sample.Request(3, block: 5, items: 2));
        var all = new PredictionFilter();

        Assert.Equal(
            [new UnitCounts(1, 0, 1), new UnitCounts(1, 1, 1), new UnitCounts(5, 1, 2)],
            await run.AskAsync(ask => ask.Histograms(all, [Binning.Labels(Sample.Labels)], byRequest: false)[0]));
        Assert.Equal(
            [new UnitCounts(1, 15, 1), new UnitCounts(1, 19, 1), new UnitCounts(5, 15, 2)],
            await run.AskAsync(ask => ask.Histograms(all, [Binning.Confidence], byRequest: false)[0]));
        Assert.Equal(
            [new UnitCounts(1, 2, 2), new UnitCounts(5, 2, 2)],
            await run.AskAsync(ask => ask.Histograms(all, [Binning.Tokens([3, 6, 7])], byRequest: false)[0]));
        Assert.Equal(
            [new UnitCounts(1, 0, 10), new UnitCounts(1, 1, 2), new UnitCounts(5, 0, 10), new UnitCounts(5, 1, 2)],
            await run.AskAsync(ask => ask.Histograms(all, [Binning.Unknown], byRequest: false)[0]));
        var byRequest = await run.AskAsync(ask => ask.Histograms(all, [Binning.Labels(Sample.Labels)], byRequest: true)[0]);
        Assert.Equal(4, byRequest.Sum(one => one.Count));
        Assert.Equal(new Extent(4, 2, false), await run.AskAsync(ask => ask.ExtentOf(all)));
    }
}
