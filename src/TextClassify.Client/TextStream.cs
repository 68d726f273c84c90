using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace TextClassify.Client;

/// <summary>
/// Labels a stream of texts in batches: a few requests under way at a time, results in the order of the texts, and no text taken from the
/// source while <see cref="StreamOptions.Concurrency"/> batches are unread, so memory stays bounded whichever side is slow.
/// </summary>
internal static class TextStream
{
    public static async IAsyncEnumerable<ClassifyResult> RunAsync(
        TextClassifyClient client,
        IAsyncEnumerable<TextInput> texts,
        StreamOptions options,
        IProgress<StreamProgress>? progress,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Concurrency, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var slots = new SemaphoreSlim(options.Concurrency);
        var underWay = Channel.CreateUnbounded<Task<ClassifyResponse>>(
            new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        long started = time.GetTimestamp(), taken = 0, answered = 0, failed = 0;
        var sending = SendAsync();
        try
        {
            await foreach (var request in underWay.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                var response = await request.ConfigureAwait(false);
                answered += response.Results.Count;
                failed += response.Results.Count(result => result.Error is not null);
                progress?.Report(new StreamProgress(Volatile.Read(ref taken), answered, failed, time.GetElapsedTime(started)));
                foreach (var result in response.Results)
                {
                    yield return result;
                }

                slots.Release();
            }

            await sending.ConfigureAwait(false);
        }
        finally
        {
            // A reader who leaves, or a batch that failed, ends what is under way before the stream's own things go.
            await stop.CancelAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (underWay.Reader.TryRead(out var left))
            {
                await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        async Task SendAsync()
        {
            try
            {
                await foreach (var batch in TextBatches.OfAsync(texts, options, time, stop.Token).ConfigureAwait(false))
                {
                    Interlocked.Add(ref taken, batch.Count);
                    await slots.WaitAsync(stop.Token).ConfigureAwait(false);
                    var request = new ClassifyRequest
                    {
                        Inputs = batch,
                        Model = options.Model,
                        Top = options.Top,
                        Evidence = options.Evidence,
                        Sentences = options.Sentences,
                        WholeText = options.WholeText,
                        Writings = options.Writings,
                    };
                    underWay.Writer.TryWrite(client.ClassifyAsync(request, stop.Token));
                }

                underWay.Writer.Complete();
            }
            catch (Exception exception)
            {
                // The reader gets it after the results before it.
                underWay.Writer.Complete(exception);
            }
        }
    }
}
