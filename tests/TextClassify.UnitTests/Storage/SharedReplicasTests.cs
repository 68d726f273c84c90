using Npgsql;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Querying;
using TextClassify.Storage.Records;

namespace TextClassify.Storage;

/// <summary>Several replicas of one PostgreSQL answer as one.</summary>
public sealed class SharedReplicasTests(PostgresServer server) : IDisposable
{
    private const string Secret = "canarysong";

    private readonly string _database = server.NewSchema();
    private readonly TempFolder _one = new(), _other = new();

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Questions_OfTwoReplicas_AreAnsweredAlike()
    {
        using var one = Run(_one);
        using var other = Run(_other);
        await one.RecordAsync(Enumerable.Range(0, 5).Select(number => Sample.Request(number, pieces: ["film"])));
        await other.RecordAsync(Enumerable.Range(5, 5).Select(number => Sample.Request(number, pieces: ["film", "plot"])));
        await one.LabelAsync(7, "negative");
        await AssertAlikeAsync(one, other);

        await one.SealAsync();
        await other.RecordAsync(Sample.Request(10, label: 0));
        await AssertAlikeAsync(one, other);

        await other.SealAsync();
        await other.LabelAsync(7, "positive");
        await AssertAlikeAsync(one, other);
        var found = await AllAsync(one);
        Assert.Equal(
            Enumerable.Range(0, 11).Reverse().Select(Sample.Id).Order(), found.Page.Select(prediction => prediction.Id).Order());
        Assert.Equal(Enumerable.Range(1, 11).Reverse().Select(row => (long)row), found.Page.Select(prediction => prediction.Row));
        Assert.Equal("positive", found.Page.Single(prediction => prediction.Id == Sample.Id(7)).Labelled);
        Assert.Equal(Files(_one), Files(_other));
    }

    /// <summary>All record, ask, and make files at once, also where the other does.</summary>
    [Fact]
    public async Task Rounds_OfTwoReplicasAtOnce_LoseAndDoubleNothing()
    {
        const int Rounds = 6, Requests = 10;
        using var one = Run(_one, fileRows: 25);
        using var other = Run(_other, fileRows: 25);
        StoreRun[] runs = [one, other];
        int seen = 0;
        await Task.WhenAll(runs.Select((run, place) => Task.Run(async () =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                await run.RecordAsync(Enumerable.Range(0, Requests).Select(
                    number => Sample.Request((((place * Rounds) + round) * Requests) + number, pieces: ["film"])));
                await Task.WhenAll(run.SealAsync(), Task.Run(async () =>
                {
                    // Nobody sees fewer than it has recorded itself, nor one of them twice.
                    var page = await run.AskAsync(ask => ask.Page(new PredictionFilter(), null, 1_000));
                    Assert.Equal(page.Count, page.Select(prediction => prediction.Id).Distinct().Count());
                    Assert.True(page.Count >= (round + 1) * Requests, $"{page.Count} in round {round}");
                    Interlocked.Add(ref seen, page.Count);
                }));
            }
        })));
        await one.SealAsync();
        await other.SealAsync();

        Assert.Equivalent(await AllAsync(one), await AllAsync(other), strict: true);
        Assert.Equal(2 * Rounds * Requests, (await AllAsync(other)).Page.Select(prediction => prediction.Id).Distinct().Count());
        Assert.Equal(2 * Rounds * Requests, (await AllAsync(one)).Count);
        Assert.True(seen > 0);
        Assert.Equal(Files(_one), Files(_other));
    }

    /// <summary>A replica that begins has all, also where its folder is a new one.</summary>
    [Fact]
    public async Task Open_InANewFolder_HasWhatOthersRecorded()
    {
        using var one = Run(_one);
        await one.RecordAsync(Sample.Request(1, pieces: ["film"]), Sample.Request(2));
        await one.SealAsync();
        await one.RecordAsync(Sample.Request(3));
        using var other = Run(_other);

        Assert.Equivalent(await AllAsync(one), await AllAsync(other), strict: true);
        Assert.Equal(3, (await AllAsync(other)).Count);
    }

    /// <summary>Also what another replica recorded before and could not send until then.</summary>
    [Fact]
    public async Task Erase_OnOneReplica_IsGoneFromAll()
    {
        using (var early = Run(_other))
        {
            await early.AskAsync(ask => ask.Orphans());
        }

        using var one = Run(_one);
        await one.Store.Opened;
        await one.RecordAsync(Made(1), Made(2));
        await one.SealAsync();
        using (var cut = new StoreRun(_other.Path, database: "Host=/nowhere;Search Path=x"))
        {
            await cut.Store.Opened;
            await cut.RecordAsync(Made(3), Sample.Request(4, text: "a film"));
            Assert.Equal((2, true), (cut.Store.Unsent, cut.Store.Away > TimeSpan.Zero));
        }

        Assert.True(await one.Store.EraseAsync(new Erasure(ErasureKind.Text, Secret, Sample.Day + 1_000_000)));
        Assert.Empty((await AllAsync(one)).Page);
        await one.SealAsync();
        await one.SealAsync();
        Assert.Null((await one.AskAsync(ask => ask.Erasures))[0].Everywhere);

        using var other = Run(_other);
        Assert.Equal([Sample.Id(4)], (await AllAsync(other)).Page.Select(prediction => prediction.Id));
        for (int round = 0; round < 3; round++)
        {
            await other.SealAsync();
            await one.SealAsync();
        }

        Assert.NotNull((await one.AskAsync(ask => ask.Erasures))[0].Everywhere);
        Assert.NotNull((await other.AskAsync(ask => ask.Erasures))[0].Everywhere);
        Assert.Equivalent(await AllAsync(one), await AllAsync(other), strict: true);
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT (SELECT sum(length(hash)) FROM erasures), (SELECT array_agg(DISTINCT name) FROM file_parts)", connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, reader.GetInt64(0));
        Assert.Equal(Files(_one), reader.GetFieldValue<string[]>(1).Order());
        Assert.Equal(Files(_one), Files(_other));
    }

    [Fact]
    public async Task Open_FolderOfAStoreWithoutDatabase_IsRefused()
    {
        using (var alone = new StoreRun(_one.Path))
        {
            await alone.RecordAsync(Sample.Request(1));
        }

        using (var shared = Run(_one))
        {
            Assert.Contains("another folder", await OpenedAsync(shared));
        }

        using (var shared = Run(_other))
        {
            Assert.Null(await OpenedAsync(shared));
        }

        using var back = new StoreRun(_other.Path);
        Assert.Contains("copy of a database", await OpenedAsync(back));
    }

    /// <summary>Who asks sends first what it recorded; the other's is there soon after.</summary>
    private static async Task AssertAlikeAsync(StoreRun one, StoreRun other)
    {
        await other.AskAsync(ask => ask.Orphans());
        Assert.Equivalent(await AllAsync(one), await AllAsync(other), strict: true);
    }

    private static Task<string?> OpenedAsync(StoreRun run) => run.Store.Opened;

    private static Task<(IReadOnlyList<FoundPrediction> Page, long Count, IReadOnlyList<TokenSums> Tokens, QualitySums? Quality)> AllAsync(
        StoreRun run) => run.AskAsync(ask => (
            ask.Page(new PredictionFilter(), null, 1_000), ask.ExtentOf(new PredictionFilter()).Count,
            ask.Tokens(new PredictionFilter(), 1, 1, 100), ask.Quality(new PredictionFilter(), QualityGroup.All).SingleOrDefault()));

    private static IEnumerable<string?> Files(TempFolder folder) =>
        Directory.EnumerateFiles(folder.Path, "*.parquet").Select(Path.GetFileName).Order();

    private StoreRun Run(TempFolder folder, int? fileRows = null) => new(folder.Path, fileRows: fileRows, database: _database);

    private StoredRequest Made(int number)
    {
        byte[] key = File.ReadAllBytes(Path.Combine(_one.Path, HashKey.FileName));
        var request = Sample.Request(number, text: Secret, pieces: [Secret]);
        return request with { Items = [.. request.Items.Select(item => item with { TextHash = KeyedHash.OfText(key, Secret) })] };
    }
}
