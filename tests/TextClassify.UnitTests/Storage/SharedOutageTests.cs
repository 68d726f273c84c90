using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Querying;
using TextClassify.Storage.Sealing;
using TextClassify.Storage.Settings;
using TextClassify.Storage.Shared;

namespace TextClassify.Storage;

/// <summary>A PostgreSQL that goes and comes: nothing that was acknowledged is lost or doubled.</summary>
public sealed class SharedOutageTests : IDisposable
{
    private static readonly long[] NewestFirst = [3, 2, 1];

    private readonly PostgresServer _server = new();
    private readonly TempFolder _one = new(), _other = new();

    public void Dispose()
    {
        _server.Dispose();
        _one.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Database_Away_RecordingAndQuestionsGoOnAndAllComesLater()
    {
        string database = _server.NewSchema();
        using var one = new StoreRun(_one.Path, database: database);
        using var other = new StoreRun(_other.Path, database: database);
        await one.RecordAsync(Sample.Request(1), Sample.Request(2));
        await one.SealAsync();
        await one.RecordAsync(Sample.Request(3));
        Assert.Equal(NewestFirst, await RowsAsync(one));
        var before = await one.AskAsync(ask => ask.AsOf);

        _server.Kill();
        await one.RecordAsync(Sample.Request(4), Sample.Request(5));
        await other.RecordAsync(Sample.Request(6));
        await one.LabelAsync(4, "negative");
        Assert.False(await one.Store.EraseAsync(new Erasure(ErasureKind.Caller, "shop", Sample.Day)));
        await one.SealAsync(away: true);
        Assert.Equal(NewestFirst, await RowsAsync(one));
        var meanwhile = await one.AskAsync(ask => ask.AsOf);
        Assert.InRange(meanwhile, before.AddMilliseconds(-1), before.AddSeconds(5));
        Assert.Equal((2, 1), (one.Store.Unsent, other.Store.Unsent));
        Assert.True(one.Store.Away > TimeSpan.Zero);

        _server.Start();
        await BackAsync(one);
        await BackAsync(other);
        Assert.Equal(6, (await RowsAsync(one)).Distinct().Count());
        Assert.Equal(await RowsAsync(one), await RowsAsync(other));
        Assert.Equal("negative", Assert.Single(await other.AskAsync(ask => ask.Find(Sample.Id(4)))).Labelled);
        Assert.True(await one.AskAsync(ask => ask.AsOf) > meanwhile);
        Assert.Equal(new StoreCounts(5, 5, 0, 0), one.Store.Counts);
    }

    /// <summary>Whatever was under way when it went: an answer that did not come may have been a commit.</summary>
    [Fact]
    public async Task Database_KilledWhileAllIsWritten_LosesAndDoublesNothing()
    {
        string database = _server.NewSchema();
        using var one = new StoreRun(_one.Path, fileRows: 20, database: database);
        using var other = new StoreRun(_other.Path, fileRows: 20, database: database);
        await RowsAsync(other);
        using var end = new CancellationTokenSource();
        int recorded = 0;
        Task[] work =
        [
            .. new[] { one, other }.Select(run => Task.Run(async () =>
            {
                while (!end.IsCancellationRequested)
                {
                    await run.RecordAsync(Sample.Request(Interlocked.Increment(ref recorded), items: 2));
                }
            })),
            .. new[] { one, other }.Select(run => Task.Run(async () =>
            {
                while (!end.IsCancellationRequested)
                {
                    await run.SealAsync(away: true);
                }
            })),
        ];
        for (int kill = 0; kill < 3; kill++)
        {
            await Task.Delay(400 + (100 * kill), TestContext.Current.CancellationToken);
            _server.Kill();
            _server.Start();
        }

        await end.CancelAsync();
        await Task.WhenAll(work);
        await BackAsync(one);
        await BackAsync(other);

        foreach (var run in new[] { one, other })
        {
            var page = await run.AskAsync(ask => ask.Page(new PredictionFilter(), null, 1_000_000));
            Assert.Equal(2 * recorded, page.Count);
            Assert.Equal(2 * recorded, page.Select(one => (one.Id, one.Item)).Distinct().Count());
        }

        TestContext.Current.SendDiagnosticMessage("{0} requests, three kills.", recorded);
    }

    /// <summary>A send fails and a round that had sent before goes on well: the database counts as there, and what it lacks must go.
    /// </summary>
    [Fact]
    public void Round_EndsWellAfterASendThatFailed_TheRestIsSentAllTheSame()
    {
        string database = _server.NewSchema();
        var settings = new StoreSettings { Folder = _one.Path, Database = database };
        var local = new OutboxDatabase(_one.Path);
        local.Upgrade();
        Func<bool> last = () => false;
        using var replica = Started(settings, local, () => last());
        using var writer = new UnsentWriter(local, replica.Unsent);

        // When a round deletes files that nobody needs, it has nothing left to ask the database.
        last = () =>
        {
            _server.Kill();
            writer.Commit([Sample.Request(1)], [], []);
            replica.Wake();
            Assert.True(SpinWait.SpinUntil(() => replica.Away > TimeSpan.Zero, TimeSpan.FromSeconds(60)));
            _server.Start();
            return true;
        };
        Assert.True(replica.Round(_ => { }), replica.Reason);

        Assert.True(SpinWait.SpinUntil(() => replica.Unsent.Rows == 0, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Round_DatabaseAwayAndNothingToSend_IsFoundAgainWithoutARecord()
    {
        var settings = new StoreSettings { Folder = _one.Path, Database = _server.NewSchema() };
        var local = new OutboxDatabase(_one.Path);
        local.Upgrade();
        using var replica = Started(settings, local, () => false);

        _server.Kill();
        Assert.False(replica.Round(_ => { }));
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        Assert.NotEqual(TimeSpan.Zero, replica.Away);

        _server.Start();
        Assert.True(SpinWait.SpinUntil(() => replica.Away == TimeSpan.Zero, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Open_DatabaseNeverReached_DropsAndCountsUntilItIs()
    {
        string database = _server.NewSchema();
        _server.Kill();
        using var run = new StoreRun(_one.Path, database: database);
        Assert.Contains("not been reached", await run.Store.Opened);
        Assert.False(await run.Store.RecordAsync(Sample.Pending(Sample.Request(1))));
        await Assert.ThrowsAsync<IOException>(() => run.AskAsync(ask => ask.Orphans()));

        _server.Start();
        while (await run.Store.Opened is not null)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await run.RecordAsync(Sample.Request(2));
        Assert.Equal(1, Assert.Single(await RowsAsync(run)));
        Assert.Equal(new StoreCounts(2, 1, 1, 0), run.Store.Counts);
    }

    private static Replica Started(StoreSettings settings, OutboxDatabase local, Func<bool> reading)
    {
        var replaced = new ReplacedFiles(settings, TimeProvider.System, reading);
        var replica = new Replica(settings, local, replaced, TimeProvider.System, NullLogger.Instance);
        replica.Open();
        replica.Start();
        return replica;
    }

    private static async Task BackAsync(StoreRun run)
    {
        long since = Stopwatch.GetTimestamp();
        while (run.Store.Away > TimeSpan.Zero || run.Store.Unsent > 0)
        {
            Assert.True(
                Stopwatch.GetElapsedTime(since) < TimeSpan.FromMinutes(2), $"Away for {run.Store.Away}, {run.Store.Unsent} are unsent.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static Task<long[]> RowsAsync(StoreRun run) => run.AskAsync(
        ask => ask.Page(new PredictionFilter(), null, 1_000).Select(prediction => prediction.Row).ToArray());
}
