using System.Buffers;
using System.Runtime.Intrinsics;

namespace TextClassify.HiddenStates.Projection;

/// <summary>
/// Exact nearest states by Euclidean distance. All distances are computed as |q|^2 + |s|^2 - 2 q.s; the nearest by that, and a margin, are
/// measured again as |q - s|, so that what decides is not what cancels. The threads change no bit.
/// </summary>
public static class NearestStates
{
    /// <summary>Queries of one piece of work: their rows stay in the cache while the table passes by.</summary>
    private const int BlockQueries = 8 * PanelProduct.Queries;

    /// <summary>More candidates than asked for, as the first distance is rounded.</summary>
    private const int Margin = 16;

    /// <param name="table">Where to look.</param>
    /// <param name="queries">[Q, W].</param>
    /// <param name="neighbours">Cut to what the table has.</param>
    /// <param name="work">Threads and cancellation.</param>
    /// <param name="done">Called after each piece with its number of queries, from any thread.</param>
    public static NeighbourGraph Find(
        StateTable table, ReadOnlyMemory<float> queries, int neighbours, ParallelOptions work, Action<int>? done = null) =>
        Find(table, queries, neighbours, isTable: false, work, done);

    /// <summary>The nearest others of each state of the table.</summary>
    /// <param name="table">The states, packed.</param>
    /// <param name="states">The same states, [N, W].</param>
    /// <param name="neighbours">Cut to what the table has.</param>
    /// <param name="work">Threads and cancellation.</param>
    /// <param name="done">Called after each piece with its number of states, from any thread.</param>
    public static NeighbourGraph FindOthers(
        StateTable table, ReadOnlyMemory<float> states, int neighbours, ParallelOptions work, Action<int>? done = null) =>
        Find(table, states, neighbours, isTable: true, work, done);

    private static NeighbourGraph Find(
        StateTable table, ReadOnlyMemory<float> queries, int neighbours, bool isTable, ParallelOptions work, Action<int>? done)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(queries.Length % table.Width, 0);
        int count = queries.Length / table.Width;
        int found = Math.Min(neighbours, table.Count - (isTable ? 1 : 0));
        if (found <= 0 || count == 0)
        {
            return new NeighbourGraph(0, [], []);
        }

        var graph = new NeighbourGraph(found, new int[count * found], new float[count * found]);
        int blocks = (count + BlockQueries - 1) / BlockQueries;
        Parallel.For(
            0,
            blocks,
            work,
            () => new Search(table, found + Margin + (isTable ? 1 : 0)),
            (block, _, search) =>
            {
                int first = block * BlockQueries;
                int length = Math.Min(BlockQueries, count - first);
                var all = queries.Span;
                search.Run(all.Slice(first * table.Width, length * table.Width), first, isTable ? all : default, graph);
                done?.Invoke(length);
                return search;
            },
            search => search.Release());
        return graph;
    }

    private sealed class Search
    {
        private readonly StateTable _table;
        private readonly NearestBuffer[] _nearest = new NearestBuffer[BlockQueries];
        private readonly NearestBuffer _exact;
        private readonly float[] _queries;
        private readonly float[] _state;

        public Search(StateTable table, int candidates)
        {
            _table = table;
            for (int i = 0; i < _nearest.Length; i++)
            {
                _nearest[i] = new NearestBuffer(candidates);
            }

            _exact = new NearestBuffer(candidates);
            _queries = ArrayPool<float>.Shared.Rent(BlockQueries * table.Width);
            _state = ArrayPool<float>.Shared.Rent(table.Width);
        }

        public void Release()
        {
            ArrayPool<float>.Shared.Return(_queries);
            ArrayPool<float>.Shared.Return(_state);
        }

        /// <param name="queries">[Q, W].</param>
        /// <param name="first">The number of the first of them.</param>
        /// <param name="rows">The table's states row by row, [N, W], where the queries are of them and none is its own neighbour; otherwise
        /// empty.</param>
        /// <param name="graph">Receives the answers.</param>
        public void Run(ReadOnlySpan<float> queries, int first, ReadOnlySpan<float> rows, NeighbourGraph graph)
        {
            int width = _table.Width, count = queries.Length / width;
            int groups = (count + PanelProduct.Queries - 1) / PanelProduct.Queries;
            var padded = _queries.AsSpan(0, groups * PanelProduct.Queries * width);
            queries.CopyTo(padded);
            padded[queries.Length..].Clear();
            Span<float> norms = stackalloc float[BlockQueries];
            for (int query = 0; query < count; query++)
            {
                _nearest[query].Clear();
                norms[query] = TensorPrimitives.SumOfSquares(queries.Slice(query * width, width));
            }

            Span<float> products = stackalloc float[PanelProduct.Queries * StateTable.PanelStates];
            for (int panel = 0; panel < _table.Panels; panel++)
            {
                for (int group = 0; group < groups; group++)
                {
                    int start = group * PanelProduct.Queries;
                    PanelProduct.Write(padded[(start * width)..], width, _table.Panel(panel), products);
                    for (int query = start; query < Math.Min(start + PanelProduct.Queries, count); query++)
                    {
                        Collect(
                            products.Slice((query - start) * StateTable.PanelStates, StateTable.PanelStates),
                            panel,
                            norms[query],
                            _nearest[query]);
                    }
                }
            }

            for (int query = 0; query < count; query++)
            {
                Refine(queries.Slice(query * width, width), first + query, rows, _nearest[query], graph);
            }
        }

        private void Collect(ReadOnlySpan<float> products, int panel, float norm, NearestBuffer nearest)
        {
            var norms = _table.Norms(panel);
            for (int half = 0; half < StateTable.PanelStates; half += Vector512<float>.Count)
            {
                var sum = Vector512.Create(norms[half..]) + Vector512.Create(norm);
                var distances = Vector512.Max(
                    Vector512.FusedMultiplyAdd(Vector512.Create(-2f), Vector512.Create(products[half..]), sum), Vector512<float>.Zero);
                ulong nearer = Vector512.LessThan(distances, Vector512.Create(nearest.Threshold)).ExtractMostSignificantBits();
                while (nearer != 0)
                {
                    int lane = System.Numerics.BitOperations.TrailingZeroCount(nearer);
                    nearer &= nearer - 1;
                    nearest.Add(distances[lane], (panel * StateTable.PanelStates) + half + lane);
                }
            }
        }

        private void Refine(ReadOnlySpan<float> query, int self, ReadOnlySpan<float> rows, NearestBuffer nearest, NeighbourGraph graph)
        {
            nearest.Sort();
            _exact.Clear();
            int width = _table.Width;
            var state = _state.AsSpan(0, width);
            for (int rank = 0; rank < nearest.Count; rank++)
            {
                int id = nearest[rank].Id;
                if (rows.IsEmpty)
                {
                    _table.CopyState(id, state);
                    _exact.Add(TensorPrimitives.Distance(query, state), id);
                }
                else if (id != self)
                {
                    // A packed state lies in as many lines of the cache as it has units.
                    _exact.Add(TensorPrimitives.Distance(query, rows.Slice(id * width, width)), id);
                }
            }

            _exact.Sort();
            int at = self * graph.Neighbours;
            for (int rank = 0; rank < graph.Neighbours; rank++)
            {
                (graph.Distances[at + rank], graph.Ids[at + rank]) = _exact[rank];
            }
        }
    }
}
