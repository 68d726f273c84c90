using System.Globalization;
using TextClassify.Benchmarks.Http;
using TextClassify.Benchmarks.Load;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks.Recorded;

/// <summary>
/// What recording costs a service at saturation: services of each level on one core, embedded and with a database where one is named, under
/// a full load from another core, by turns in a new order each round. Files and sums are made every ten seconds, more often than they would
/// be, so that most of their cost falls into the turn that made it; what is left runs before the next turn begins, and counts as processor
/// time.
/// </summary>
internal static class RecordingCost
{
    private const int ServiceCore = 0;
    private const int Connections = 64;
    private const int Rounds = 5;
    private const string SealInterval = "00:00:10";

    /// <summary>What Linux keeps of the names of the threads that commit, send and make files.</summary>
    private static readonly string[] RecordingThreads = ["textclassify-me", "textclassify-se"];

    /// <summary>Longer than the interval above: the last files have begun to be made.</summary>
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(12);

    /// <summary>Processor time of a second in which a service does next to nothing.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);

    /// <param name="solution">The working tree, built for release.</param>
    /// <param name="part">Of a turn.</param>
    /// <param name="database">How to connect to PostgreSQL; each service makes a schema of its own there.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<string> RunAsync(
        string solution, TimeSpan part, string? database, CancellationToken cancellationToken)
    {
        byte[][] requests =
        [
            .. LengthMix.Read(LengthMix.Short, DataFolder.Resolve(null)).Select(
                text => LoopbackClient.Request("/classify", LoadReport.Json(ShippedModels.Name, text))),
        ];
        var turns = new List<Turns>();
        try
        {
            turns.Add(await StartAsync("Off", "Off", null));
            foreach (string level in new[] { "Aggregates", "Evidence" })
            {
                turns.Add(await StartAsync(level, level, null));
                if (database is not null)
                {
                    string schema = $"cost_{level.ToLowerInvariant()}_{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}";
                    turns.Add(await StartAsync($"{level}, PostgreSQL", level, $"{database};Search Path={schema}"));
                }
            }

            var random = new Random(1);
            int[] order = [.. Enumerable.Range(0, turns.Count)];
            for (int round = -1; round < Rounds; round++)
            {
                random.Shuffle(order);
                await Console.Error.WriteLineAsync(round < 0 ? $"warming up, then {Rounds} rounds" : $"round {round + 1} of {Rounds}");
                foreach (int place in order)
                {
                    await turns[place].RunAsync(requests, part, kept: round >= 0, cancellationToken);
                }
            }

            return Told(turns);
        }
        finally
        {
            turns.ForEach(one => one.Dispose());
        }

        async Task<Turns> StartAsync(string name, string level, string? shared) => new(name, await ServiceProcess.StartAsync(
            solution, cancellationToken, ServiceCore,
            settings: ["--Memory:Level", level, "--Memory:SealInterval", SealInterval, "--Memory:Database", shared ?? ""]));
    }

    private static string Told(List<Turns> turns)
    {
        var table = new MarkdownTable(
            "recorded", "requests/s", "time a request over that of Off, median (least, most)",
            "processor time a request, files and sums too, µs", "over that of Off", "of it the threads that record, %", "p99, ms",
            "over that of Off", "MiB", "answers other than 200");
        var off = turns[0];
        foreach (var one in turns)
        {
            var slower = Ratios(one, turn => 1 / turn.Rate);
            var cost = Ratios(one, turn => turn.Processor);
            var late = Ratios(one, turn => turn.P99);
            table.Add(
                one.Name,
                Number(Median(one, turn => turn.Rate), "F0"),
                $"{Number(slower.Median, "F3")} ({Number(slower.Quantile(0), "F3")}, {Number(slower.Quantile(1), "F3")})",
                Number(1e6 * Median(one, turn => turn.Processor), "F1"),
                $"{Number(cost.Median, "F3")} ({Number(cost.Quantile(0), "F3")}, {Number(cost.Quantile(1), "F3")})",
                Number(100 * Median(one, turn => turn.Recording), "F1"),
                Number(Median(one, turn => turn.P99), "F2"),
                $"{Number(late.Median, "F2")} ({Number(late.Quantile(0), "F2")}, {Number(late.Quantile(1), "F2")})",
                Number(one.Service.WorkingSet / (1_024.0 * 1_024), "F0"),
                one.Kept.Sum(turn => turn.Refused).ToString(CultureInfo.InvariantCulture));
        }

        return $"{Machine.Read()}; load average over the cores at the end: {Number(Machine.Load(), "F2")}; {Rounds} rounds.\n\n{table}";

        Samples Ratios(Turns of, Func<Turn, double> value) => new(of.Kept.Zip(off.Kept, (own, before) => value(own) / value(before)));

        static double Median(Turns of, Func<Turn, double> value) => new Samples(of.Kept.Select(value)).Median;

        static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <param name="Rate">Answers a second.</param>
    /// <param name="Processor">Seconds of processor time an answer.</param>
    /// <param name="Recording">Share of it that the threads took which commit, send and make files: what a machine whose speed changes
    /// from turn to turn does to all threads alike is not in it.</param>
    /// <param name="P99">Milliseconds.</param>
    /// <param name="Refused">Answers other than 200.</param>
    private sealed record Turn(double Rate, double Processor, double Recording, double P99, int Refused);

    private sealed class Turns(string name, ServiceProcess service) : IDisposable
    {
        public string Name => name;

        public ServiceProcess Service => service;

        public List<Turn> Kept { get; } = [];

        /// <param name="requests">Sent by turns.</param>
        /// <param name="part">For so long.</param>
        /// <param name="kept">Whether it counts; compilation in the background ends before.</param>
        /// <param name="cancellationToken">Ends it early.</param>
        public async Task RunAsync(byte[][] requests, TimeSpan part, bool kept, CancellationToken cancellationToken)
        {
            // Anew each turn: the service closes connections that are silent for as long as the other turns take.
            using var load = new OpenLoop(service.Port, Connections);
            var (before, recorded) = (service.ProcessorTime, service.ProcessorTimeOf(RecordingThreads));
            var result = load.Run(requests, double.PositiveInfinity, part, cancellationToken);
            await Task.Delay(Drain, cancellationToken);
            TimeSpan last;
            do
            {
                last = service.ProcessorTime;
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }
            while (service.ProcessorTime - last > Quiet);

            if (kept)
            {
                var all = service.ProcessorTime - before;
                double recording = (service.ProcessorTimeOf(RecordingThreads) - recorded) / all;
                Kept.Add(new Turn(
                    result.Achieved, all.TotalSeconds / result.Latencies.TotalCount, recording, result.At(99), result.Refused));
            }
        }

        public void Dispose() => service.Dispose();
    }
}
