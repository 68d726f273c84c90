using System.Diagnostics;
using TextClassify.Benchmarks.Http;
using TextClassify.Benchmarks.Measuring;

namespace TextClassify.Benchmarks.Load;

/// <summary>
/// A full load of texts, of an endpoint that does nothing, and the graph alone on the service's core, by turns: where the machine is a
/// guest its speed changes by the second, and what is compared must share a moment.
/// </summary>
internal sealed record Saturation
{
    private const int Turns = 9;
    private const int MostSettling = 12;

    /// <summary>Time of the empty endpoint a request, in seconds, the median of the turns; so are all that follow.</summary>
    public required double Http { get; init; }

    /// <summary>Time of the forward graph a text, in batches, in seconds.</summary>
    public required double Graph { get; init; }

    /// <summary>Answers a second if a request cost <see cref="Http"/> and <see cref="Graph"/> and nothing else.</summary>
    public required double Bound { get; init; }

    /// <summary>Answers a second.</summary>
    public required double Rate { get; init; }

    /// <summary><see cref="Rate"/> over the <see cref="Bound"/> of its own turn.</summary>
    public required double Share { get; init; }

    /// <summary>Processor time of the service over the time it took: less than 1 where other processes had some of its core.</summary>
    public required double CoreShare { get; init; }

    /// <summary>What the service ran meanwhile.</summary>
    public required BatchCounters Batches { get; init; }

    /// <summary>Answers with another status than 200.</summary>
    public required int Refused { get; init; }

    /// <param name="service">On a core of its own.</param>
    /// <param name="load">Its callers, on another.</param>
    /// <param name="requests">Sent by turns.</param>
    /// <param name="graph">Measures <see cref="Graph"/> on the service's core.</param>
    /// <param name="part">Of each of the two loads, all turns together.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<Saturation> MeasureAsync(
        ServiceProcess service, OpenLoop load, byte[][] requests, Func<double> graph, TimeSpan part, CancellationToken cancellationToken)
    {
        byte[][] empty = [LoopbackClient.Get("/health/live")];
        Settle(load, requests, part, cancellationToken);
        Settle(load, empty, part, cancellationToken);
        var before = await BatchCounters.ReadAsync(service.Port, cancellationToken);
        var turns = new List<(double Http, double Graph, double Rate)>();
        var (spent, loaded) = (TimeSpan.Zero, TimeSpan.Zero);
        int refused = 0;
        for (int turn = 0; turn < Turns; turn++)
        {
            double graphSeconds = graph();
            var (spentBefore, started) = (service.ProcessorTime, Stopwatch.GetTimestamp());
            double emptyRate = load.Run(empty, double.PositiveInfinity, part / Turns, cancellationToken).Achieved;
            var run = load.Run(requests, double.PositiveInfinity, part / Turns, cancellationToken);
            spent += service.ProcessorTime - spentBefore;
            loaded += Stopwatch.GetElapsedTime(started);
            refused += run.Refused;
            turns.Add((1 / emptyRate, graphSeconds, run.Achieved));
        }

        return new Saturation
        {
            Http = Median(turn => turn.Http),
            Graph = Median(turn => turn.Graph),
            Bound = Median(turn => 1 / (turn.Http + turn.Graph)),
            Rate = Median(turn => turn.Rate),
            Share = Median(turn => turn.Rate * (turn.Http + turn.Graph)),
            CoreShare = spent / loaded,
            Batches = (await BatchCounters.ReadAsync(service.Port, cancellationToken)).Since(before),
            Refused = refused,
        };

        double Median(Func<(double Http, double Graph, double Rate), double> value) => new Samples(turns.Select(value)).Median;
    }

    /// <summary>Until it gets no faster: on one core, compilation in the background takes long to end.</summary>
    private static void Settle(OpenLoop load, byte[][] requests, TimeSpan part, CancellationToken cancellationToken)
    {
        double best = 0;
        for (int slower = 0, round = 0; slower < 3 && round < MostSettling; round++)
        {
            double rate = load.Run(requests, double.PositiveInfinity, part / 2, cancellationToken).Achieved;
            slower = rate > 1.02 * best ? 0 : slower + 1;
            best = Math.Max(best, rate);
        }
    }
}
