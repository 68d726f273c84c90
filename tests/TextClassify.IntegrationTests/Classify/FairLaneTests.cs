using System.Text;
using TextClassify.Forward;
using TextClassify.Infrastructure;

namespace TextClassify.Classify;

/// <summary>One caller's small explanation beside dear ones, before a model with one slot. What is run in between is counted, not
/// timed.</summary>
public sealed class FairLaneTests : IAsyncDisposable
{
    private const int DearRequests = 8;

    // Runs hold 64 rows, so each dear request may have one before it, 512 in all; a little more than twice as many are allowed.
    private const int MostRowsBetween = 1_200;

    private const string Dear = """
        {"inputs":"dull film not fine film dull not film fine dull film not","method":"anchors","parameters":{"n_samples":100000,"batch_size":1000,
        "beam_size":8,"threshold":0.999,"tau":0.01,"delta":0.001,"max_anchor_size":100}}
        """;

    private readonly QueuedForward _forward = new() { RunTime = TimeSpan.FromMilliseconds(1) };
    private readonly Service _service;

    public FairLaneTests() => _service = new Service(new ServiceFactory(
        new FixedRegistry("polarity", PolarityModel.Over(_forward)), ("Health:ProbeInterval", "01:00:00")));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Explain_BesideEightOfTheDearest_WaitsForARunOfEachAtMost()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task[] dear = [.. Enumerable.Range(0, DearRequests).Select(_ => _service.Http.PostAsync(
            "/explain", new StringContent(Dear, Encoding.UTF8, "application/json"), leaving.Token))];
        await UntilAsync(() => _forward.Begun.Count > 5_000 && _forward.Waiting >= DearRequests - 1);

        var between = new List<int>();
        for (int ask = 0; ask < 9; ask++)
        {
            int before = _forward.Begun.Count;
            Assert.Equal(200, (int)(await _service.PostAsync("/explain", """{"inputs":"a fine film"}""")).Status);
            between.Add(_forward.Begun.Skip(before).TakeWhile(token => PolarityModel.Words[token] != "a").Count());
        }

        Assert.All(dear, request => Assert.False(request.IsCompleted, "the dear requests must outlast the small ones"));
        Assert.InRange(between.Order().ElementAt(between.Count / 2), 0, MostRowsBetween);
        await leaving.CancelAsync();
        await Task.WhenAll(dear).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    [Theory]
    [InlineData("/classify")]
    [InlineData("/hidden-states")]
    public async Task Classify_ListOfManyTokens_LeavesTheInteractiveLane(string path)
    {
        await using var service = new Service(new ServiceFactory(
            new FixedRegistry("polarity", PolarityModel.Over(_forward, maxTokens: 200, "polarity", "1")),
            ("Health:ProbeInterval", "01:00:00")));
        Assert.True(_forward.Gate.TryEnter(ForwardLane.Interactive));
        string text = string.Join(' ', Enumerable.Repeat("fine", 129));

        var list = await service.PostAsync(path, $$"""{"inputs":["{{text}}","{{text}}"]}""").WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        var one = service.PostAsync(path, $$"""{"inputs":"{{text}}"}""");

        Assert.Equal(200, (int)list.Status);
        await UntilAsync(() => _forward.Waiting == 1);
        _forward.Gate.Exit(ForwardLane.Interactive);
        Assert.Equal(200, (int)(await one).Status);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _forward.Dispose();
    }

    private static async Task UntilAsync(Func<bool> there)
    {
        while (!there())
        {
            await Task.Delay(5, Cancel);
        }
    }
}
