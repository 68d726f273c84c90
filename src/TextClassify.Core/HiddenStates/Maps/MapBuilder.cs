using TextClassify.HiddenStates.Projection;

namespace TextClassify.HiddenStates.Maps;

/// <summary>Lays out a map, measures it and writes its file. The threads change no bit of it.</summary>
public static class MapBuilder
{
    private const int TrustworthinessRows = 2_000;

    // Of 50,000 x 300 states on two cores: the graph 0.06 s a unit of width, t-SNE 0.11 s an iteration.
    private const double IterationsPerUnit = 0.06 / 0.11;

    /// <param name="source">At least 3 states.</param>
    /// <param name="options">A perplexity beyond what so few states allow is lowered.</param>
    /// <param name="work">Threads and cancellation.</param>
    /// <param name="progress">Receives the share that is done, 0 to 1, from any thread.</param>
    /// <param name="stream">Receives the file; stays open.</param>
    /// <returns>The head of the file.</returns>
    public static MapHeader Build(MapSource source, TsneOptions options, ParallelOptions work, IProgress<double> progress, Stream stream)
    {
        int width = source.Width, count = source.States.Length / width;
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 3);
        options = options with { Perplexity = Math.Min(options.Perplexity, Math.Max(1.5, (count - 1) / 3.0)) };

        // The map is of the states as they are stored, so that every distance the service measures is the one it was laid out by.
        float[] scales = new float[width], states = new float[source.States.Length];
        sbyte[] codes = new sbyte[source.States.Length];
        StateCodes.Write(source.States, scales, codes);
        StateCodes.Read(codes, scales, states);

        double total = (IterationsPerUnit * width) + options.TotalIterations;
        var table = StateTable.Of(states, width);
        int searched = 0, iterations = 0;
        var graph = NearestStates.FindOthers(
            table,
            states,
            Math.Max(options.Neighbours, ReferenceMap.QualityNeighbours),
            work,
            done => progress.Report(IterationsPerUnit * width * Interlocked.Add(ref searched, done) / count / total));

        var plane = PrincipalPlane.Of(states, width, work);
        float[] principalX = new float[count], principalY = new float[count];
        for (int state = 0; state < count; state++)
        {
            (principalX[state], principalY[state]) = plane.Project(states.AsSpan(state * width, width));
        }

        float[] xs = [.. principalX], ys = [.. principalY];
        double divergence = Tsne.Run(
            Affinities.Of(graph, options.Perplexity, work),
            xs,
            ys,
            options,
            work,
            () => progress.Report(((IterationsPerUnit * width) + (0.98 * ++iterations)) / total));
        var points = source.Points with { X = xs, Y = ys, PrincipalX = principalX, PrincipalY = principalY };
        var held = NearestStates.Find(table, source.HeldBack, Math.Max(Placement.Neighbours, ReferenceMap.QualityNeighbours), work);
        var header = new MapHeader
        {
            SchemaVersion = MapHeader.CurrentSchema,
            Kind = source.Kind,
            ModelSha256 = source.ModelSha256,
            CorpusSha256 = source.CorpusSha256,
            Points = count,
            Width = width,
            Seed = source.Seed,
            Perplexity = options.Perplexity,
            Neighbours = graph.Neighbours,
            Iterations = options.TotalIterations,
            Divergence = Round(divergence),
            Quality = Measure(source, states, points, graph, held, options.Perplexity, work),
            PrincipalShares = [Round(plane.Shares.First), Round(plane.Shares.Second)],
            Jumps = source.Jumps,
            NeighbourDistances = Quantiles.Of(Distances(held)),
        };
        MapFile.Write(header, points, plane, scales, codes, stream);
        progress.Report(1);
        return header;
    }

    private static MapQualityFigures Measure(
        MapSource source,
        float[] states,
        MapPoints points,
        NeighbourGraph graph,
        NeighbourGraph held,
        double perplexity,
        ParallelOptions work)
    {
        const int K = ReferenceMap.QualityNeighbours;
        var (flat, principal) = (Pairs(points.X, points.Y), Pairs(points.PrincipalX, points.PrincipalY));
        var table = StateTable.Of(flat, 2);
        var map = NearestStates.FindOthers(table, flat, K, work);
        var plane = NearestStates.FindOthers(StateTable.Of(principal, 2), principal, K, work);

        float[] placed = new float[2 * held.Queries];
        Parallel.For(0, held.Queries, work, state =>
            (placed[2 * state], placed[(2 * state) + 1]) = Placement.Place(
                held.IdsOf(state), held.DistancesOf(state), perplexity, points.X, points.Y));
        var exact = NearestStates.Find(StateTable.Of(source.States, source.Width), source.HeldBack, K, work);
        int trusted = Math.Min(K, ((2 * points.Count) - 2) / 3);
        return new MapQualityFigures(
            Round(MapQuality.Recall(graph, map, K)),
            Round(MapQuality.Recall(graph, plane, K)),
            Round(MapQuality.Trustworthiness(states, source.Width, map, Math.Min(trusted, map.Neighbours), Spread(points.Count), work)),
            Round(MapQuality.Recall(held, NearestStates.Find(table, placed, K, work), K)),
            held.Queries,
            Round(MapQuality.Recall(exact, held, K)));
    }

    private static double[] Distances(NeighbourGraph held)
    {
        double[] distances = new double[held.Queries];
        for (int state = 0; state < distances.Length; state++)
        {
            distances[state] = Math.Round(ReferenceMap.NeighbourDistance(held.DistancesOf(state)), 6);
        }

        return distances;
    }

    private static float[] Pairs(float[] xs, float[] ys)
    {
        float[] pairs = new float[2 * xs.Length];
        for (int i = 0; i < xs.Length; i++)
        {
            (pairs[2 * i], pairs[(2 * i) + 1]) = (xs[i], ys[i]);
        }

        return pairs;
    }

    /// <summary>Rows at even steps, all where there are few.</summary>
    private static int[] Spread(int count)
    {
        int[] rows = new int[Math.Min(count, TrustworthinessRows)];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = (int)((long)i * count / rows.Length);
        }

        return rows;
    }

    private static double Round(double value) => Math.Round(value, 6);
}
