using TextClassify.Storage.Querying;

namespace TextClassify.Storage;

public sealed class DrawTests : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>However many texts a request has, each has a rank of its own.</summary>
    [Fact]
    public async Task Drawn_OfARequestWithManyItems_HasOneRankEach()
    {
        const int Items = 1_000;
        using var run = new StoreRun(_folder.Path);
        await run.RecordAsync(Sample.Request(1, items: Items));

        var drawn = await run.AskAsync(ask => ask.Drawn(new PredictionFilter(), "1.0", Items));

        Assert.Equal(Items, drawn.Select(one => one.Rank).Distinct().Count());
        Assert.All(drawn, one => Assert.InRange(one.Rank, 0, 1));
    }

    public void Dispose() => _folder.Dispose();
}
