using System.Diagnostics;
using HdrHistogram;
using TextClassify.Benchmarks.Http;

namespace TextClassify.Benchmarks.Load;

/// <summary>
/// Sends requests at fixed times whether or not earlier ones are answered, over a set of kept-alive connections, from one thread. A latency
/// is counted from the time a request was meant to go out, so a stall of the service is felt by all who would have come during it.
/// </summary>
internal sealed class OpenLoop : IDisposable
{
    private readonly LoopbackClient[] _clients;
    private readonly Dictionary<System.Net.Sockets.Socket, int> _places = [];

    public OpenLoop(int port, int connections)
    {
        _clients = [.. Enumerable.Range(0, connections).Select(_ => new LoopbackClient(port))];
        for (int place = 0; place < connections; place++)
        {
            _places[_clients[place].Socket] = place;
        }
    }

    /// <param name="requests">Sent by turns.</param>
    /// <param name="rate">Requests a second; infinity sends whenever a connection is free, which measures saturation.</param>
    /// <param name="duration">Of the schedule; answers that are late are waited for.</param>
    /// <param name="answered">Told of each answer: which request, its connection.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public LoadResult Run(
        byte[][] requests,
        double rate,
        TimeSpan duration,
        CancellationToken cancellationToken,
        Action<int, LoopbackClient>? answered = null)
    {
        var latencies = new LongHistogram(TimeSpan.FromMinutes(1).Ticks, 3);
        // By turns: a connection that waits behind the others is idle for longer than the service keeps one.
        var free = new Queue<int>(Enumerable.Range(0, _clients.Length));
        var intended = new long[_clients.Length];
        int[] carried = new int[_clients.Length];
        var busy = new List<System.Net.Sockets.Socket>();
        var refused = 0;
        bool closed = double.IsPositiveInfinity(rate);
        double step = closed ? 0 : Stopwatch.Frequency / rate;
        long start = Stopwatch.GetTimestamp(), end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency), last = start;
        long sent = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long now = Stopwatch.GetTimestamp();
            long due = closed ? now : start + (long)(sent * step);
            while (free.Count > 0 && due <= now && due < end)
            {
                int place = free.Dequeue();
                (intended[place], carried[place]) = (due, (int)(sent % requests.Length));
                _clients[place].Send(requests[carried[place]]);
                sent++;
                due = closed ? now : start + (long)(sent * step);
            }

            if (free.Count == _clients.Length && due >= end)
            {
                break;
            }

            busy.Clear();
            for (int place = 0; place < _clients.Length; place++)
            {
                if (intended[place] != 0)
                {
                    busy.Add(_clients[place].Socket);
                }
            }

            if (busy.Count == 0)
            {
                continue;
            }

            System.Net.Sockets.Socket.Select(busy, null, null, microSeconds: 0);
            foreach (var socket in busy)
            {
                int place = _places[socket];
                int status = _clients[place].Receive(out _);
                last = Stopwatch.GetTimestamp();
                if (status == 200)
                {
                    latencies.RecordValue(Math.Max(1, Stopwatch.GetElapsedTime(intended[place], last).Ticks));
                }
                else
                {
                    refused++;
                }

                answered?.Invoke(carried[place], _clients[place]);
                intended[place] = 0;
                free.Enqueue(place);
            }
        }

        return new LoadResult(rate, latencies.TotalCount / Stopwatch.GetElapsedTime(start, last).TotalSeconds, refused, latencies);
    }

    public void Dispose() => Array.ForEach(_clients, static client => client.Dispose());
}
