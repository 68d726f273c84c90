using System.Threading.Channels;

namespace TextClassify.Api.Streams;

/// <summary>
/// Answers a stream of windows in lines. While one window is written the next is run and the one after is read; a caller who does not
/// read stops the writing, the running and with them the reading, so memory does not grow with the stream.
/// </summary>
internal sealed partial class ResultStream(QueueRetry patience, ILogger<ResultStream> logger)
{
    public async Task WriteAsync<T>(
        HttpContext http, StreamHead head, IAsyncEnumerable<StreamWindow> source, WindowWork<T> work, CancellationToken cancellationToken)
        where T : class, IStreamedResult<T>
    {
        var facts = RequestFacts.Of(http);
        http.Response.ContentType = MediaTypes.Ndjson;
        http.Response.Headers.CacheControl = "no-store";
        using var writer = new LineWriter(http.Response.BodyWriter);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Channel.CreateBounded<Run<T>>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        var starting = StartAsync(source, work, running.Writer, stop.Token);
        var total = (Queue: TimeSpan.Zero, Compute: TimeSpan.Zero);
        try
        {
            await writer.WriteAsync(head, StreamJson.Default.StreamHead, cancellationToken);
            await writer.FlushAsync(cancellationToken);
            await foreach (var run in running.Reader.ReadAllAsync(cancellationToken))
            {
                var (results, queue, compute) = await run.Results;
                total = (total.Queue + queue, total.Compute + compute);
                for (int i = 0; i < results.Length; i++)
                {
                    var item = run.Window.Items[i];
                    bool failed = results[i].Error is not null;
                    await writer.WriteAsync(results[i].At(item.Index, failed ? item.Line : null), work.Type, cancellationToken);
                    facts.Items++;
                    facts.FailedItems += failed ? 1 : 0;
                }

                await writer.FlushAsync(cancellationToken);
            }

            facts.Ran(total.Queue, total.Compute);
            var timing = Timing.From(total.Queue, total.Compute);
            var summary = new StreamSummary(facts.Items, facts.FailedItems, timing.QueueMs, timing.ComputeMs);
            await writer.WriteAsync(new StreamTail(summary), StreamJson.Default.StreamTail, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // The status is long sent: the failure takes the summary's place.
            // What the caller framed wrongly is no failure of the service's.
            if (exception is not BadHttpRequestException)
            {
                Log.Cut(logger, exception, facts.Items);
            }

            var problem = InferenceProblems.Of(exception);
            facts.Problem = problem.Type;
            var error = ItemError.From(problem);
            await writer.WriteAsync(new StreamFailure(error), StreamJson.Default.StreamFailure, cancellationToken);
        }
        finally
        {
            // The body's reader must be out of use before the request ends.
            await stop.CancelAsync();
            await starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (running.Reader.TryRead(out var left))
            {
                await ((Task)left.Results).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task StartAsync<T>(
        IAsyncEnumerable<StreamWindow> source, WindowWork<T> work, ChannelWriter<Run<T>> running, CancellationToken cancellationToken)
        where T : class, IStreamedResult<T>
    {
        Task last = Task.CompletedTask;
        try
        {
            await foreach (var window in source.WithCancellation(cancellationToken))
            {
                // A run that finds the model free computes on the thread that asks; this one is wanted for reading.
                var results = Task.Run(
                    () => patience.RunAsync(token => work.RunAsync(window, token), cancellationToken),
                    cancellationToken);
                last = results;
                await running.WriteAsync(new Run<T>(window, results), cancellationToken);
            }

            running.Complete();
        }
        catch (Exception exception)
        {
            // One that was begun and not taken from here has to end with the request.
            await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            running.Complete(exception);
        }
    }

    private readonly record struct Run<T>(StreamWindow Window, Task<(T[] Results, TimeSpan Queue, TimeSpan Compute)> Results);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1201, Level = LogLevel.Error, Message = "A stream was cut after {Items} results.")]
        public static partial void Cut(ILogger logger, Exception exception, long items);
    }
}
