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

    private StoreRun Run(Func<StoreSettings, StoreSettings>? change = null) => new(_folder.Path, change, database: database);
}
