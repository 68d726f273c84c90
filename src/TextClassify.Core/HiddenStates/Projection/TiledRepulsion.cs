namespace TextClassify.HiddenStates.Projection;

/// <summary>
/// The repulsion of all points by all, exactly, in tiles: a pair of tiles is one piece of work, and what it adds to either has a place of
/// its own until all are added in order. The threads change no bit.
/// </summary>
internal sealed class TiledRepulsion
{
    /// <summary>The columns of a piece and what is added to them, four arrays, stay in the nearest cache.</summary>
    private const int Tile = 1_024;

    private readonly int _count;
    private readonly ParallelOptions _work;
    private readonly (int Rows, int Columns)[] _pieces;
    private readonly double[] _sums;
    private readonly float[] _xs;
    private readonly float[] _ys;

    // By the other tile, then by point: [tiles, padded N].
    private readonly float[][] _forceX;
    private readonly float[][] _forceY;

    public TiledRepulsion(int count, ParallelOptions work)
    {
        _count = count;
        _work = work;
        int tiles = (count + Tile - 1) / Tile;
        _pieces = new (int, int)[tiles * (tiles + 1) / 2];
        _sums = new double[_pieces.Length];
        int padded = (count + Repulsion.Step - 1) / Repulsion.Step * Repulsion.Step;
        _xs = new float[padded];
        _ys = new float[padded];
        _xs.AsSpan(count).Fill(PairRepulsion.Nowhere);
        _ys.AsSpan(count).Fill(PairRepulsion.Nowhere);
        _forceX = new float[tiles][];
        _forceY = new float[tiles][];
        int piece = 0;
        for (int rows = 0; rows < tiles; rows++)
        {
            _forceX[rows] = new float[padded];
            _forceY[rows] = new float[padded];
            for (int columns = rows; columns < tiles; columns++)
            {
                _pieces[piece++] = (rows, columns);
            }
        }
    }

    /// <summary>Writes sum over j of q_ij^2 (y_i - y_j), [N] and [N]; the sum of q_ij over all i and j that differ comes back.</summary>
    public double Write(float[] xs, float[] ys, float[] forceX, float[] forceY)
    {
        xs.CopyTo(_xs, 0);
        ys.CopyTo(_ys, 0);
        Parallel.For(0, _pieces.Length, _work, Run);
        Parallel.For(0, (_count + Tile - 1) / Tile, _work, tile => Gather(tile, forceX, forceY));
        double total = 0;
        foreach (double sum in _sums)
        {
            total += sum;
        }

        return total;
    }

    private void Run(int piece)
    {
        var (rows, columns) = _pieces[piece];
        int first = rows * Tile;
        if (rows == columns)
        {
            int length = Math.Min(Tile, _count - first);
            double sum = 0;
            for (int row = first; row < first + length; row++)
            {
                (float q, _forceX[rows][row], _forceY[rows][row]) = Repulsion.Of(
                    _xs[row], _ys[row], _xs.AsSpan(first, length), _ys.AsSpan(first, length));

                // A point with itself has 1.
                sum += q - 1;
            }

            _sums[piece] = sum;
            return;
        }

        int other = columns * Tile, width = Math.Min(Tile, _xs.Length - other);
        _sums[piece] = 2 * PairRepulsion.Write(
            _xs.AsSpan(first, Tile),
            _ys.AsSpan(first, Tile),
            _xs.AsSpan(other, width),
            _ys.AsSpan(other, width),
            _forceX[columns].AsSpan(first, Tile),
            _forceY[columns].AsSpan(first, Tile),
            _forceX[rows].AsSpan(other, width),
            _forceY[rows].AsSpan(other, width));
    }

    private void Gather(int tile, float[] forceX, float[] forceY)
    {
        int first = tile * Tile, length = Math.Min(Tile, _count - first);
        Add(_forceX, forceX.AsSpan(first, length), first);
        Add(_forceY, forceY.AsSpan(first, length), first);
    }

    private static void Add(float[][] parts, Span<float> sums, int first)
    {
        sums.Clear();
        foreach (float[] part in parts)
        {
            TensorPrimitives.Add(sums, part.AsSpan(first, sums.Length), sums);
        }
    }
}
