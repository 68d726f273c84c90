using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using TextClassify.Benchmarks.Measuring;
using TextClassify.HiddenStates.Maps;
using TextClassify.HiddenStates.Projection;

namespace TextClassify.Benchmarks.Maps;

/// <summary>A map of as many states as the product promises, laid out and then asked to place a text, on clustered states of a fixed
/// seed.</summary>
internal static class MapTimes
{
    private const int Width = 300;
    private const int Clusters = 200;
    private const int NewStates = 60;

    /// <param name="states">N; 50,000 is the promise.</param>
    /// <param name="budget">Time for placing.</param>
    /// <param name="cancellationToken">Seen by the builder.</param>
    public static string Measure(int states, TimeSpan budget, CancellationToken cancellationToken)
    {
        var work = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        var random = new Random(1);
        float[] centres = [.. Enumerable.Range(0, Clusters * Width).Select(_ => Normal(random))];
        float[] rows = Draw(centres, states, random), asked = Draw(centres, NewStates, random);

        var watch = Stopwatch.StartNew();
        var map = Build(rows, asked, states, work);
        var built = watch.Elapsed;
        var place = Samples.Interleave(
            warmUp: 3, least: 40, budget, () => map.Place(asked, map.Nearest(asked, ReferenceMap.PlacementNeighbours, work), work))[0];

        var table = new MarkdownTable("states", "width", "map built s", $"{NewStates} new states placed, p50 ms", "p95 ms", "peak MiB");
        table.Add(
            Text(states, "N0"),
            Text(Width, "N0"),
            Text(built.TotalSeconds, "F0"),
            Text(place.Median, "F1"),
            Text(place.Quantile(0.95), "F1"),
            Text(Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0, "N0"));
        return table.ToString();
    }

    private static ReferenceMap Build(float[] rows, float[] heldBack, int states, ParallelOptions work)
    {
        var source = new MapSource
        {
            Kind = StateKind.Word,
            ModelSha256 = "",
            CorpusSha256 = "",
            Width = Width,
            States = rows,
            Points = NoPlaces(states),
            HeldBack = heldBack,
            Jumps = JumpHistogram.Of([1f]),
            Seed = 1,
        };
        using var file = new MemoryStream();
        var header = MapBuilder.Build(source, new TsneOptions(), work, new Progress<double>(), file);

        // The file's own fixed part: magic, version and the head's length.
        var content = file.GetBuffer().AsSpan(0, (int)file.Length);
        var body = content[(12 + BinaryPrimitives.ReadInt32LittleEndian(content[8..]))..];
        byte[] blob = body[..PointsBlob.Length(states)].ToArray();
        return new ReferenceMap(
            header, PointsBlob.Read(blob)!, blob, StateTable.Of(rows, Width), PrincipalPlane.Of(rows, Width, work), sha256: "");
    }

    private static MapPoints NoPlaces(int states) => new()
    {
        X = new float[states],
        Y = new float[states],
        PrincipalX = new float[states],
        PrincipalY = new float[states],
        Jumps = new float[states],
        Rows = new int[states],
        Tokens = new ushort[states],
        Labels = new byte[states],
        LocalLabels = new byte[states],
        LocalScores = new byte[states],
        CumulativeLabels = new byte[states],
        CumulativeScores = new byte[states],
    };

    private static float[] Draw(float[] centres, int states, Random random)
    {
        float[] rows = new float[states * Width];
        for (int state = 0; state < states; state++)
        {
            int centre = random.Next(Clusters) * Width;
            for (int unit = 0; unit < Width; unit++)
            {
                rows[(state * Width) + unit] = MathF.Tanh((0.5f * centres[centre + unit]) + (0.3f * Normal(random)));
            }
        }

        return rows;
    }

    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
