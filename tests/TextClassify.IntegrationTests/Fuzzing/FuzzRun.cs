using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace TextClassify.Fuzzing;

/// <summary>Sends generated requests over a few connections at once and keeps what was wrong.</summary>
internal sealed class FuzzRun(int port, RequestGrammar grammar, TimeSpan patience)
{
    private readonly Lock _lock = new();

    public ConcurrentQueue<string> Faults { get; } = [];

    public ConcurrentDictionary<int, int> Statuses { get; } = [];

    public int Sent => Statuses.Values.Sum();

    public TimeSpan Slowest { get; private set; }

    public int SlowestNumber { get; private set; }

    public async Task SendAsync(IEnumerable<int> numbers, int callers, CancellationToken cancellationToken)
    {
        var queue = new ConcurrentQueue<int>(numbers);
        await Task.WhenAll(
            Enumerable.Range(0, callers).Select(_ => Task.Run(() => CallAsync(queue, cancellationToken), cancellationToken)));
    }

    private async Task CallAsync(ConcurrentQueue<int> queue, CancellationToken cancellationToken)
    {
        RawConnection? connection = null;
        while (queue.TryDequeue(out int number))
        {
            var request = grammar.Make(number);
            connection ??= new RawConnection(port);
            var (answer, fault) = await AskAsync(connection, request, cancellationToken);
            Statuses.AddOrUpdate(answer?.Status ?? 0, 1, static (_, count) => count + 1);
            if (fault is not null)
            {
                Faults.Enqueue(
                    $"Number {number}: {fault}\n{Encoding.UTF8.GetString(request.Bytes.AsSpan(0, Math.Min(600, request.Bytes.Length)))}");
            }

            if (answer is null || answer.Closes || !request.Whole)
            {
                connection.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
    }

    private async Task<(RawAnswer? Answer, string? Fault)> AskAsync(
        RawConnection connection, FuzzRequest request, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waiting.CancelAfter(patience);
        long started = Stopwatch.GetTimestamp();
        try
        {
            var answer = await connection.ExchangeAsync(request, waiting.Token);
            Note(request.Number, Stopwatch.GetElapsedTime(started));
            return (answer, AnswerCheck.Fault(request, answer));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"No answer within {patience.TotalSeconds} s.");
        }
    }

    private void Note(int number, TimeSpan time)
    {
        lock (_lock)
        {
            if (time > Slowest)
            {
                (Slowest, SlowestNumber) = (time, number);
            }
        }
    }
}
