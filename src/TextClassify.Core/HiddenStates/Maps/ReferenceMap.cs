using TextClassify.HiddenStates.Projection;

namespace TextClassify.HiddenStates.Maps;

/// <summary>A map of reference states of one kind, which new states are placed in. Immutable, safe for concurrent use.</summary>
public sealed class ReferenceMap
{
    /// <summary>Neighbours of every figure about neighbourhoods.</summary>
    internal const int QualityNeighbours = 15;

    private readonly StateTable _states;
    private readonly PrincipalPlane _plane;

    internal ReferenceMap(MapHeader header, MapPoints points, byte[] blob, StateTable states, PrincipalPlane plane, string sha256)
    {
        Header = header;
        Points = points;
        Blob = blob;
        Sha256 = sha256;
        _states = states;
        _plane = plane;
    }

    public MapHeader Header { get; }

    public MapPoints Points { get; }

    /// <summary>The points as they are served.</summary>
    public ReadOnlyMemory<byte> Blob { get; }

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>The nearest reference states of each of some states.</summary>
    /// <param name="states">[T, W].</param>
    /// <param name="neighbours">k; cut to what the map has.</param>
    /// <param name="work">Threads and cancellation; they change no bit.</param>
    public NeighbourGraph Nearest(ReadOnlyMemory<float> states, int neighbours, ParallelOptions work) =>
        NearestStates.Find(_states, states, neighbours, work);

    /// <summary>Places each state by itself.</summary>
    /// <param name="states">[T, W].</param>
    /// <param name="nearest">From <see cref="Nearest"/>, with at least <see cref="PlacementNeighbours"/> where the map has them.</param>
    /// <param name="work">Threads and cancellation; they change no bit.</param>
    public PlacedState[] Place(ReadOnlyMemory<float> states, NeighbourGraph nearest, ParallelOptions work)
    {
        var placed = new PlacedState[nearest.Queries];
        Parallel.For(0, placed.Length, work, state =>
        {
            var distances = nearest.DistancesOf(state);
            var (x, y) = Placement.Place(nearest.IdsOf(state), distances, Header.Perplexity, Points.X, Points.Y);
            var (principalX, principalY) = _plane.Project(states.Span.Slice(state * Header.Width, Header.Width));
            placed[state] = new PlacedState(x, y, principalX, principalY, Percentile(distances));
        });
        return placed;
    }

    /// <summary>Neighbours that <see cref="Place"/> looks at.</summary>
    public static int PlacementNeighbours => Placement.Neighbours;

    /// <summary>One reference state as stored, [W].</summary>
    public void CopyState(int point, Span<float> values) => _states.CopyState(point, values);

    /// <summary>Mean distance to the nearest that figures count.</summary>
    internal static double NeighbourDistance(ReadOnlySpan<float> distances)
    {
        var counted = distances[..Math.Min(distances.Length, QualityNeighbours)];
        return TensorPrimitives.Sum(counted) / counted.Length;
    }

    private float Percentile(ReadOnlySpan<float> distances) =>
        (float)Quantiles.PercentOf(Header.NeighbourDistances, NeighbourDistance(distances));
}
