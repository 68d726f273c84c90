using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using TextClassify.Storage.Querying;
using TextClassify.Storage.Settings;

namespace TextClassify.Storage;

/// <summary>A store of one process, all in its folder.</summary>
public sealed class EmbeddedStoreTests() : PredictionStoreTests(null)
{
    /// <summary>A backup is the folder; what is asked of the copy is answered as of the original.</summary>
    [Fact]
    public async Task Copy_OfTheFolder_AnswersTheSame()
    {
        using var copy = new TempFolder();
        using (var run = new StoreRun(Folder.Path))
        {
            await run.RecordAsync(Sample.Request(1), Sample.Request(2));
            await run.SealAsync();
            await run.RecordAsync(Sample.Request(3));
            await run.LabelAsync(3, "negative");
        }

        foreach (string file in Directory.EnumerateFiles(Folder.Path))
        {
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        }

        using var original = new StoreRun(Folder.Path);
        using var other = new StoreRun(copy.Path);
        Assert.Equivalent(
            await original.AskAsync(ask => ask.Page(new PredictionFilter(), null, 10)),
            await other.AskAsync(ask => ask.Page(new PredictionFilter(), null, 10)), strict: true);
    }

    /// <summary>Answers go before files: the thread that makes files gives way, and no other one.</summary>
    [Fact]
    public async Task Open_ToldHowToGiveWay_DoesSoOnTheThreadOfFilesAlone()
    {
        var threads = new ConcurrentQueue<string?>();
        var asked = new TaskCompletionSource();
        using var store = new PredictionStore(
            new StoreSettings { Folder = Folder.Path },
            TimeProvider.System,
            NullLogger.Instance,
            giveWay: () =>
            {
                threads.Enqueue(Thread.CurrentThread.Name);
                asked.SetResult();
            });

        Assert.Null(await store.Opened);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        store.Dispose();
        Assert.Equal("textclassify-sealing", Assert.Single(threads));
    }

    /// <summary>Files leave out what their other columns tell; what they don't tell is kept.</summary>
    [Fact]
    public async Task Seal_LabelsThatAreNotTheLikeliestAndCutTexts_KeepsTheirNumbers()
    {
        using var run = new StoreRun(Folder.Path);
        var whole = Sample.Request(3);
        await run.RecordAsync(
            Sample.Request(1, confidence: 0.25f), Sample.Request(2), whole with { Items = [whole.Items[0] with { Read = 7 }] });
        var open = await AskAsync();
        await run.SealAsync();

        Assert.Equivalent(open, await AskAsync(), strict: true);
        Assert.Equal([(7, 7), (7, 6), (7, 6)], open.Page.Select(one => (one.Tokens, one.Read)));
        Assert.Equal(0.25 + 0.75 + 0.75, open.Sums[0].Confidence);

        Task<(IReadOnlyList<FoundPrediction> Page, IReadOnlyList<QualitySums> Sums)> AskAsync() => run.AskAsync(
            ask => (ask.Page(new PredictionFilter(), null, 10), ask.Quality(new PredictionFilter(), QualityGroup.All)));
    }
}
