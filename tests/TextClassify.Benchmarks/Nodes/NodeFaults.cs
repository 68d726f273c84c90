using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using TextClassify.Benchmarks.Http;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks.Nodes;

/// <summary>
/// Every node a process, and all of them and the broker killed, hung and started under load. No request may be without an answer, and an
/// answer must be that of the sources which it calls ok, as the service without nodes gives it.
/// </summary>
internal static class NodeFaults
{
    private const int Callers = 3;
    private const int Cases = 32;
    private const double Near = 1e-5;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <exception cref="DataException">An answer was wrong or missing; the message has the figures.</exception>
    public static async Task<string> RunAsync(string solution, string package, int rounds, CancellationToken cancellationToken)
    {
        using var fleet = await NodeFleet.StartAsync(solution, package, Patience, cancellationToken);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answers = new ConcurrentQueue<Answer>();
        int sent = 0;
        byte[][] requests = [.. Enumerable.Range(0, Cases).Select(number => fleet.Case(number))];
        Task[] load = [.. Enumerable.Range(0, Callers).Select(caller => Task.Run(() => Call(caller), cancellationToken))];
        for (int round = 0; round < rounds; round++)
        {
            for (int source = 0; source < fleet.Nodes.Count; source++)
            {
                int at = source;
                await SeenAsync(answer => answer.IsOf(at, "ok"));
                await fleet.Nodes[at].SignalAsync("KILL", cancellationToken);
                await SeenAsync(answer => answer.IsOf(at, "lost"));
                await fleet.RestartNodeAsync(at, cancellationToken);
                await SeenAsync(answer => answer.IsOf(at, "ok"));
                await fleet.Nodes[at].SignalAsync("STOP", cancellationToken);
                await SeenAsync(answer => answer.IsOf(at, "late"));
                await fleet.Nodes[at].SignalAsync("CONT", cancellationToken);
                await SeenAsync(answer => answer.IsOf(at, "ok"));
            }

            await fleet.Broker.SignalAsync("KILL", cancellationToken);
            await SeenAsync(answer => !answer.ThroughNodes);
            fleet.RestartBroker();
            await SeenAsync(answer => answer.ThroughNodes && answer.Statuses.All(status => status == "ok"));
        }

        await end.CancelAsync();
        await Task.WhenAll(load);
        int dropped = sent - answers.Count(answer => answer.Status == 200), wrong = Wrong(fleet, answers);
        var table = new MarkdownTable("statuses of the sources", "answers");
        foreach (var group in answers.GroupBy(answer => answer.Told).OrderByDescending(group => group.Count()))
        {
            table.Add(group.Key, group.Count().ToString("N0", CultureInfo.InvariantCulture));
        }

        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {fleet.Nodes.Count} node processes of {fleet.Model}, {Callers} callers; in each of {rounds} rounds every node killed, started, hung and let go on, the broker killed and started:
            {sent:N0} requests, {wrong} wrong, {dropped} dropped.

            {table}
            """);
        return wrong == 0 && dropped == 0 ? summary : throw new DataException(summary);

        void Call(int caller)
        {
            using var client = new LoopbackClient(fleet.Service.Port);
            for (int i = caller; !end.IsCancellationRequested; i += Callers)
            {
                Interlocked.Increment(ref sent);
                client.Send(requests[i % Cases]);
                client.Receive(out _);
                answers.Enqueue(Answer.Read(i % Cases, client.Status, client.Body));
            }
        }

        // The second, as the first may have been under way.
        async Task SeenAsync(Func<Answer, bool> isIt)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(LongestWait);
            int before = answers.Count;
            while (answers.Skip(before).Count(isIt) < 2)
            {
                await Task.Delay(20, patience.Token);
            }
        }
    }

    private static int Wrong(NodeFleet fleet, IEnumerable<Answer> answers)
    {
        using var client = new LoopbackClient(fleet.Plain.Port);
        var expected = new Dictionary<(int, string), double[]>();
        int wrong = 0;
        foreach (var answer in answers.Where(answer => answer.Status == 200))
        {
            if (!expected.TryGetValue((answer.Case, answer.Told), out double[]? scores))
            {
                string[] there = [.. fleet.Names.Where((_, source) => answer.Statuses[source] == "ok")];
                client.Exchange(fleet.Case(answer.Case, there.Contains));
                scores = Answer.Read(answer.Case, 200, client.Body).Scores;
                expected[(answer.Case, answer.Told)] = scores;
            }

            wrong += scores.Zip(answer.Scores, (one, other) => Math.Abs(one - other)).All(apart => apart <= Near) ? 0 : 1;
        }

        return wrong;
    }

    /// <param name="Case">Which was asked.</param>
    /// <param name="Status">Of HTTP.</param>
    /// <param name="Statuses">Of the sources.</param>
    /// <param name="ThroughNodes">Whether nodes were asked.</param>
    /// <param name="Scores">Of the labels, by their names.</param>
    private sealed record Answer(int Case, int Status, string[] Statuses, bool ThroughNodes, double[] Scores)
    {
        public string Told => string.Join(", ", Statuses) + (ThroughNodes ? "" : " (in the service)");

        public bool IsOf(int source, string status) => ThroughNodes && Statuses[source] == status;

        public static Answer Read(int number, int status, ReadOnlySpan<byte> body)
        {
            if (status != 200)
            {
                return new Answer(number, status, [], false, []);
            }

            var reader = new Utf8JsonReader(body);
            using var json = JsonDocument.ParseValue(ref reader);
            var result = json.RootElement.GetProperty("results")[0];
            return new Answer(
                number,
                status,
                [
                    .. result.GetProperty("sources").EnumerateArray()
                        .Select(source => source.GetProperty("status").GetString()!)
                        .Select(told => told == "truncated" ? "ok" : told),
                ],
                result.GetProperty("communication").TryGetProperty("nodes", out _),
                [
                    .. result.GetProperty("scores").EnumerateArray()
                        .OrderBy(score => score.GetProperty("label").GetString(), StringComparer.Ordinal)
                        .Select(score => score.GetProperty("score").GetDouble()),
                ]);
        }
    }
}
