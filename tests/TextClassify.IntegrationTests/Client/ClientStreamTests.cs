using System.Net;
using System.Runtime.CompilerServices;
using TextClassify.Client.Contracts;
using TextClassify.Infrastructure;

namespace TextClassify.Client;

/// <summary>Streams of texts through the real service.</summary>
public sealed class ClientStreamTests(Service service) : IClassFixture<Service>
{
    private const int Batch = 4;
    private const int Concurrency = 3;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly StreamOptions Options = new()
    {
        BatchSize = Batch,
        Concurrency = Concurrency,
        MaxWait = TimeSpan.FromSeconds(30),
    };

    private int _taken;

    [Fact]
    public async Task ClassifyAsync_Stream_AnswersAllInOrderAndTellsHowFar()
    {
        const int Count = 501;
        var progress = new List<StreamProgress>();
        var results = new List<ClassifyResult>();

        await foreach (var result in ClientServices.Of(service).ClassifyAsync(Texts(Count, Cancel), Options, new Listed(progress), Cancel))
        {
            results.Add(result);
        }

        Assert.Equal(Enumerable.Range(0, Count).Select(Id), results.Select(result => result.Id));
        Assert.All(
            results,
            result => Assert.Equal(
                result.Id!.EndsWith('7') ? "empty-text" : result.Id.EndsWith('3') ? "negative" : "positive", Said(result)));
        Assert.Equal((Count, Count, 50), (progress[^1].Taken, progress[^1].Answered, progress[^1].Failed));
        Assert.Equal(progress.OrderBy(step => step.Answered), progress);
    }

    [Fact]
    public async Task ClassifyAsync_ReaderStops_NoMoreIsTaken()
    {
        await using var reader = ClientServices.Of(service).ClassifyAsync(
            Texts(10_000, Cancel), Options, cancellationToken: Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await reader.MoveNextAsync());

        await Task.Delay(300, Cancel);

        // What is sent and unread, the batch that waits for its turn, and the text after it.
        Assert.InRange(_taken, Batch * Concurrency, (Batch * (Concurrency + 1)) + 1);
        await reader.DisposeAsync();
        int left = _taken;
        await Task.Delay(100, Cancel);
        Assert.Equal(left, _taken);
    }

    [Fact]
    public async Task ClassifyAsync_SourceLetsWait_SendsWhatThereIs()
    {
        var more = new TaskCompletionSource();
        await using var reader = ClientServices.Of(service)
            .ClassifyAsync(
                Halting(more.Task),
                Options with { MaxWait = TimeSpan.FromMilliseconds(5) },
                cancellationToken: Cancel).GetAsyncEnumerator(Cancel);

        Assert.True(await reader.MoveNextAsync());
        Assert.Equal("first", reader.Current.Id);
        more.SetResult();
        Assert.True(await reader.MoveNextAsync());
        Assert.Equal("second", reader.Current.Id);
        Assert.False(await reader.MoveNextAsync());
    }

    [Fact]
    public async Task ClassifyAsync_LongTexts_AreSentInSmallerBatches()
    {
        var (client, handler) = ClientServices.Scripted(service, null);

        int answered = 0;
        await foreach (var _ in client.ClassifyAsync(
            Texts(8, Cancel), Options with { BatchSize = 8, BatchCharacters = 24 }, cancellationToken: Cancel))
        {
            answered++;
        }

        Assert.Equal((8, 4), (answered, handler.Requests));
    }

    [Fact]
    public async Task ClassifyAsync_OneBatchFails_ThrowsAfterTheResultsBefore()
    {
        var (client, _) = ClientServices.Scripted(
            service, new TextClassifyClientOptions { MaxRetries = 0 }, null, ScriptedHandler.Busy(HttpStatusCode.ServiceUnavailable, null));
        int answered = 0;

        await Assert.ThrowsAsync<ServiceBusyException>(async () =>
        {
            await foreach (var _ in client.ClassifyAsync(Texts(100, Cancel), Options with { Concurrency = 1 }, cancellationToken: Cancel))
            {
                answered++;
            }
        });

        Assert.Equal(Batch, answered);
    }

    [Fact]
    public async Task ClassifyAsync_SourceFails_ThrowsItsExceptionAfterTheResultsBefore()
    {
        int answered = 0;

        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (var _ in ClientServices.Of(service).ClassifyAsync(Failing(), Options, cancellationToken: Cancel))
            {
                answered++;
            }
        });

        Assert.Equal(Batch, answered);
    }

    private static string Id(int number) => $"{number}";

    private static string? Said(ClassifyResult result) =>
        result.Error is { } error ? error.Type["urn:textclassify:".Length..] : result.Label;

    private async IAsyncEnumerable<TextInput> Texts(int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (i % 10 == 9)
            {
                await Task.Yield();
            }

            Interlocked.Increment(ref _taken);
            yield return new TextInput((i % 10) switch { 7 => " ", 3 => "a dull film", _ => "a fine film" }, Id(i));
        }
    }

    private static async IAsyncEnumerable<TextInput> Halting(Task more)
    {
        yield return new TextInput("fine", "first");
        await more;
        yield return new TextInput("fine", "second");
    }

    private async IAsyncEnumerable<TextInput> Failing()
    {
        await foreach (var text in Texts(Batch + 1, Cancel))
        {
            yield return text;
        }

        throw new FormatException("The file ends in the middle of a line.");
    }

    private sealed class Listed(List<StreamProgress> steps) : IProgress<StreamProgress>
    {
        public void Report(StreamProgress value) => steps.Add(value);
    }
}
