using TextClassify.Storage.Outbox;
using TextClassify.Storage.Querying;
using TextClassify.Storage.Settings;

namespace TextClassify.Storage;

/// <summary>On a real disk, with real databases: what a store does, of one process or shared.</summary>
/// <param name="database">How to connect to the one that is shared; null where none is.</param>
public abstract class PredictionStoreTests(string? database) : IDisposable
{
    private readonly TempFolder _folder = new();

    private protected TempFolder Folder => _folder;

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Find_CommittedAndSealed_IsWhatWasRecorded()
    {
        using var run = Run();
        await run.RecordAsync(Sample.Request(1, pieces: ["fine", "film"], text: "fine film", cohort: "shop", items: 2));
        var open = await run.AskAsync(ask => (Found: ask.Find(Sample.Id(1)), Shares: ask.Shares(Sample.Id(1), ask.Find(Sample.Id(1)))));

        await run.SealAsync();
        var closed = await run.AskAsync(ask => (Found: ask.Find(Sample.Id(1)), Shares: ask.Shares(Sample.Id(1), ask.Find(Sample.Id(1)))));

        Assert.Equivalent(open, closed, strict: true);
        var second = closed.Found[1];
        Assert.Equal((1, "polarity", "1", "shop", "positive", "fine film"), (
            second.Item, second.Model, second.Version, second.Cohort, second.Label, second.Text));
        Assert.Equal([0.25f, 0.75f], second.Scores);
        Assert.Equal((7, 6, 1, 0.5f, 0.5f), (second.Tokens, second.Read, second.Unknown, second.Margin, second.Entropy));
        Assert.Equal(
            [("fine", 0, 0.5f), ("film", 1, 1.5f)],
            closed.Shares.Where(share => share.Row == second.Row).Select(share => (share.Token, share.Position, share.Share)));
        Assert.Empty(await run.AskAsync(ask => ask.Find(Sample.Id(2))));
    }

    [Fact]
    public async Task Page_OverFilesAndOutbox_HasEachOnceNewestFirst()
    {
        using var run = Run();
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
        using var run = Run();
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

    [Fact]
    public async Task Label_EarlyTwiceCorrectedAndLate_TheLastOneCounts()
    {
        using var run = Run();
        await run.LabelAsync(1, "negative");
        Assert.Equal(1, await run.AskAsync(ask => ask.Orphans()));

        await run.RecordAsync(Sample.Request(1));
        await run.LabelAsync(1, "negative");
        Assert.Equal(0, await run.AskAsync(ask => ask.Orphans()));
        Assert.Equal("negative", await LabelOfAsync());

        await run.SealAsync();
        await run.LabelAsync(1, "positive");
        Assert.Equal("positive", await LabelOfAsync());
        var sums = Assert.Single(await run.AskAsync(ask => ask.Quality(new PredictionFilter(), QualityGroup.All)));
        Assert.Equal((1, 1, 1), (sums.Count, sums.Labelled, sums.Right));

        await run.LabelAsync(1, "negative", source: "another");
        Assert.Equal("negative", await LabelOfAsync());
        Assert.Equal([new LabelPair("negative", "positive", 1)], await run.AskAsync(ask => ask.Confusion(new PredictionFilter())));

        async Task<string?> LabelOfAsync() => (await run.AskAsync(ask => ask.Find(Sample.Id(1))))[0].Labelled;
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
        var of = await run.AskAsync(ask => ask.Overview(new PredictionFilter { Cohort = "a", Version = "1" }, 1, 10));
        Assert.Null(of.All);
        Assert.Equal([("", 4)], of.Cohorts.Select(one => (one.Group, one.Count)));
        Assert.Equal([("2", 2)], of.Versions.Select(one => (one.Group, one.Count)));

        Task<(long, long, long)> AllAsync(PredictionFilter filter) => run.AskAsync(
            ask => ask.Overview(filter, 1, 10).All is { } all ? (all.Count, all.Labelled, all.Right) : default);
    }

    [Fact]
    public async Task Open_AfterAStop_GoesOnWhereItWas()
    {
        using (var first = Run())
        {
            await first.RecordAsync(Sample.Request(1), Sample.Request(2, items: 3));
            await first.SealAsync();
            await first.RecordAsync(Sample.Request(3));
        }

        string orphan = Path.Combine(_folder.Path, "predictions-0000000009.parquet.part");
        await File.WriteAllTextAsync(orphan, "left by a crash", TestContext.Current.CancellationToken);
        using var second = Run();
        await second.RecordAsync(Sample.Request(4));
        await second.SealAsync();

        var rows = await second.AskAsync(ask => ask.Page(new PredictionFilter(), null, 100).Select(prediction => prediction.Row).ToArray());
        Assert.Equal([6, 5, 4, 3, 2, 1], rows);
        Assert.False(File.Exists(orphan));
    }

    [Fact]
    public async Task Merge_ManySmallFiles_BecomeOneWithTheSameRows()
    {
        using var run = Run(settings => settings with { MergeFiles = 4 });
        for (int number = 0; number < 8; number++)
        {
            await run.RecordAsync(Sample.Request(number, pieces: ["w" + number]));
            await run.SealAsync();
        }

        var found = await run.AskAsync(ask => ask.Page(new PredictionFilter(), null, 100));
        Assert.Equal(Enumerable.Range(0, 8).Reverse().Select(Sample.Id), found.Select(prediction => prediction.Id));
        Assert.Equal("w5", Assert.Single(await run.AskAsync(ask => ask.Shares(Sample.Id(5), ask.Find(Sample.Id(5))))).Token);
        using var connection = new OutboxDatabase(_folder.Path).Open();
        Assert.InRange(SealedFile.All(connection, null).Count, 1, 3);
    }

    [Fact]
    public async Task Retention_OldFiles_GoAndNewOnesStay()
    {
        using var run = Run(settings => settings with { Retention = TimeSpan.FromDays(30) });
        long now = DateTimeOffset.Parse("2026-11-01T00:00:00Z", null).ToUnixTimeMilliseconds() * 1_000;
        await run.RecordAsync(Sample.Request(1) with { At = now - (3_650L * 86_400_000_000) });
        await run.SealAsync();
        await run.RecordAsync(Sample.Request(2) with { At = now + (3_650L * 86_400_000_000) });
        await run.SealAsync();
        await run.SealAsync();

        Assert.Equal([Sample.Id(2)], (await run.AskAsync(ask => ask.Page(new PredictionFilter(), null, 10))).Select(one => one.Id));
        Assert.Single(Directory.EnumerateFiles(_folder.Path, "*.parquet"));
    }

    [Fact]
    public async Task Open_FolderOfAnother_RecordsNothingAndSaysWhy()
    {
        using var first = Run();
        Assert.Null(await first.Store.Opened);
        using var second = Run();

        Assert.Contains("can't be used", await second.Store.Opened);
        Assert.False(await second.Store.RecordAsync(Sample.Pending(Sample.Request(1))));
        await Assert.ThrowsAsync<IOException>(() => second.AskAsync(ask => ask.Orphans()));
        Assert.Equal(new StoreCounts(1, 0, 1, 0), second.Store.Counts);
    }

    [Fact]
    public async Task TryRecord_MoreThanMayWait_DropsAndCounts()
    {
        using var run = Run(
            settings => settings with { QueueRows = 10, CommitInterval = TimeSpan.FromMilliseconds(200) });
        int taken = Enumerable.Range(0, 100).Count(number => run.Store.TryRecord(Sample.Pending(Sample.Request(number))));
        var early = run.Store.Counts;
        Assert.True(await run.Store.LabelAsync(new Label(Sample.Id(1), 0, "anyone", "positive", Sample.Day)));

        Assert.InRange(taken, 10, 99);
        Assert.Equal(early.Accepted, early.Stored + early.Dropped + early.Queued);
        Assert.Equal(new StoreCounts(100, taken, 100 - taken, 0), run.Store.Counts);
        Assert.Equal(taken, (await run.AskAsync(ask => ask.Page(new PredictionFilter(), null, 100))).Count);
    }

    [Fact]
    public async Task Tokens_OverFilesAndOutbox_AddUp()
    {
        using var run = Run();
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
        using var run = Run();
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

    private StoreRun Run(Func<StoreSettings, StoreSettings>? change = null) => new(_folder.Path, change, database: database);
}
