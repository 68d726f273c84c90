using System.Text;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Querying;
using TextClassify.Storage.Records;

namespace TextClassify.Storage;

/// <summary>What was erased is shown by no question from then on, and is in no byte of the folder soon after.</summary>
/// <param name="database">How to connect to the one that is shared; null where none is.</param>
public abstract class ErasureTests(string? database) : IDisposable
{
    private const string Secret = "canarysong";

    /// <summary>The others, newest first.</summary>
    private static readonly int[] Left = [7, 6, 5, 4, 2, 1, 0];

    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(ErasureKind.Text, false)]
    [InlineData(ErasureKind.Text, true)]
    [InlineData(ErasureKind.Caller, false)]
    [InlineData(ErasureKind.Caller, true)]
    public async Task Erase_InOutboxOrFiles_IsGoneAtOnceAndFromTheBytesLater(ErasureKind kind, bool isSealed)
    {
        using var run = new StoreRun(
            _folder.Path, settings => settings with { GroupFiles = 2 }, fileRows: 4, database);
        await run.Store.Opened;
        await run.RecordAsync(Enumerable.Range(0, 8).Select(number => Made(number, number == 3)));
        await run.LabelAsync(3, "negative");
        if (isSealed)
        {
            await run.SealAsync();
            Assert.Equal(8, (await run.AskAsync(ask => ask.ExtentOf(new PredictionFilter()))).Count);
            Assert.Single(Directory.EnumerateFiles(_folder.Path, "wide-tokens-*"));
        }

        Assert.Contains(Secret, Bytes(), StringComparison.Ordinal);
        await EraseAsync(run, kind);

        await AssertGoneAsync(run);
        await run.SealAsync();
        await run.SealAsync();
        await run.SealAsync();
        await AssertGoneAsync(run);
        Assert.DoesNotContain(Secret, Bytes(), StringComparison.Ordinal);
        Assert.NotNull((await run.AskAsync(ask => ask.Erasures))[0].Everywhere);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "wide-*"));
    }

    /// <summary>The last file holds nothing else; what comes later of the same caller stays.</summary>
    [Fact]
    public async Task Erase_AllOfAFileThenMore_TheLaterStays()
    {
        using (var run = new StoreRun(_folder.Path, database: database))
        {
            await run.Store.Opened;
            await run.RecordAsync(Made(1, theirs: true));
            await run.SealAsync();
            await EraseAsync(run, ErasureKind.Caller);
            await EraseAsync(run, ErasureKind.Caller);
            await run.SealAsync();
            await run.SealAsync();
        }

        using var again = new StoreRun(_folder.Path, database: database);
        await again.RecordAsync(Made(2, theirs: true));
        await again.SealAsync();

        Assert.Equal([Sample.Id(2)], (await again.AskAsync(ask => ask.Page(new PredictionFilter(), null, 10))).Select(one => one.Id));
        Assert.All(await again.AskAsync(ask => ask.Erasures), mark => Assert.NotNull(mark.Everywhere));
    }

    private static async Task AssertGoneAsync(StoreRun run)
    {
        var (page, extent, quality, tokens, orphans, found) = await run.AskAsync(ask => (
            ask.Page(new PredictionFilter(), null, 20), ask.ExtentOf(new PredictionFilter()).Count,
            ask.Quality(new PredictionFilter(), QualityGroup.All)[0], ask.Tokens(new PredictionFilter(), 1, 1, 100),
            ask.Histograms(new PredictionFilter(), [Binning.Confidence], false)[0].Sum(one => one.Count), ask.Find(Sample.Id(3))));
        var overview = await run.AskAsync(ask => ask.Overview(new PredictionFilter(), _ => QualityGroup.Day, 1));
        Assert.Equal(Left.Select(Sample.Id), page.Select(one => one.Id));
        Assert.Equal((7L, 0L, 7L), (overview.All!.Count, overview.All.Labelled, overview.LabelCounts.Values.Sum()));
        Assert.Equal((7, 7, 0, 7), (extent, quality.Count, quality.Labelled, orphans));
        Assert.Equal([("film", 7)], tokens.Select(token => (token.Token, token.Support)));
        Assert.Empty(found);
    }

    private static async Task EraseAsync(StoreRun run, ErasureKind kind) => Assert.True(await run.Store.EraseAsync(
        new Erasure(kind, kind == ErasureKind.Text ? Secret : "shop", Sample.Day)));

    /// <summary>Hashes are made with the folder's key, as the service makes them.</summary>
    private StoredRequest Made(int number, bool theirs)
    {
        byte[] key = File.ReadAllBytes(Path.Combine(_folder.Path, HashKey.FileName));
        var request = Sample.Request(number, pieces: ["film", "film"], text: theirs ? Secret : "a film");
        return request with
        {
            Caller = KeyedHash.OfCaller(key, theirs ? "shop" : "page"),
            Items = [.. request.Items.Select(item => item with
            {
                TextHash = KeyedHash.OfText(key, item.Text!),
                Pieces = theirs ? [Secret, Secret] : ["film", "film"],
            })],
        };
    }

    private string Bytes()
    {
        var all = new StringBuilder();
        foreach (string file in Directory.EnumerateFiles(_folder.Path).Where(file => Path.GetFileName(file) != "lock"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            all.Append(Encoding.Latin1.GetString(bytes.ToArray()));
            if (file.EndsWith(".parquet", StringComparison.Ordinal))
            {
                using var duck = new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:");
                duck.Open();
                using var command = duck.CreateCommand();
                command.CommandText = $"SELECT string_agg(t::VARCHAR, ' ') FROM read_parquet('{file}') t";
                all.Append(command.ExecuteScalar());
            }
        }

        return all.ToString();
    }
}
