using System.Diagnostics;
using System.Globalization;
using TextClassify.Benchmarks.Http;
using TextClassify.Benchmarks.Measuring;

namespace TextClassify.Benchmarks.Nodes;

/// <summary>What nodes as processes cost: the service that asks them and the service without, one caller, by turns.</summary>
internal static class NodeCosts
{
    private const int LeastWarm = 50;
    private const double MostMedian = 3;
    private const double MostTail = 15;

    // A node that is slow is slow here, and not late.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<string> RunAsync(string solution, string package, int cases, CancellationToken cancellationToken)
    {
        using var fleet = await NodeFleet.StartAsync(solution, package, Patience, cancellationToken);
        byte[][] requests = [.. Enumerable.Range(0, cases).Select(number => fleet.Case(number))];
        int warm = Math.Max(LeastWarm, cases / 5);
        Ask(fleet, requests, warm, cancellationToken);
        string before = Load();
        var (plain, nodes) = (fleet.Plain.ProcessorTime, OfNodes(fleet));
        double[][] times = Ask(fleet, requests, cases, cancellationToken);
        double plainCost = (fleet.Plain.ProcessorTime - plain).TotalMilliseconds / cases;
        double nodesCost = (OfNodes(fleet) - nodes).TotalMilliseconds / cases;

        var table = new MarkdownTable("", "least ms", "p50 ms", "p99 ms", "processor ms a case");
        Samples[] samples = [new(times[0]), new(times[1])];
        Add("in one process", share => samples[0].Quantile(share), plainCost);
        Add("nodes", share => samples[1].Quantile(share), nodesCost);
        Add("nodes take longer by", share => samples[1].Quantile(share) - samples[0].Quantile(share), nodesCost - plainCost);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {fleet.Nodes.Count} node processes of {fleet.Model}, {cases} cases each by turns after {warm}, one caller, on {Machine.Read()}; load average {before} before, {Load()} after.
            Targets: at most {MostMedian} ms at p50 and {MostTail} at p99.

            {table}
            """);

        void Add(string name, Func<double, double> at, double cost) =>
            table.Add(name, Text(at(0)), Text(at(0.5)), Text(at(0.99)), Text(cost));

        static string Text(double milliseconds) => milliseconds.ToString("F2", CultureInfo.InvariantCulture);
    }

    /// <summary>Asks either first in turns.</summary>
    private static double[][] Ask(NodeFleet fleet, byte[][] requests, int count, CancellationToken cancellationToken)
    {
        using LoopbackClient plain = new(fleet.Plain.Port), nodes = new(fleet.Service.Port);
        LoopbackClient[] clients = [plain, nodes];
        double[][] times = [new double[count], new double[count]];
        for (int number = 0; number < count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int turn = 0; turn < clients.Length; turn++)
            {
                int which = (number + turn) % clients.Length;
                long since = Stopwatch.GetTimestamp();
                clients[which].Exchange(requests[number % requests.Length]);
                times[which][number] = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
            }
        }

        return times;
    }

    private static TimeSpan OfNodes(NodeFleet fleet) =>
        fleet.Nodes.Aggregate(fleet.Service.ProcessorTime + fleet.Broker.ProcessorTime, (sum, node) => sum + node.ProcessorTime);

    private static string Load() => (Machine.Load() * Environment.ProcessorCount).ToString("F1", CultureInfo.InvariantCulture);
}
