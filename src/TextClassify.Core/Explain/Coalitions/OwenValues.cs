using TextClassify.Explain.Perturbation;

namespace TextClassify.Explain.Coalitions;

/// <summary>
/// Owen values (Owen 1977) on a binary tree, as SHAP's partition explainer reads them: the gain of a range is split between its two parts,
/// each part with and without its sibling, down to single players. Ranges with the largest gain are opened first; one that the limit
/// leaves closed shares its gain evenly, so the values add up whatever the limit.
/// </summary>
internal sealed class OwenValues
{
    // Opened together so that the model runs their rows at once; a constant, for the values must not depend on the block size.
    private const int OpenedAtOnce = 32;

    private readonly TokenGame _game;
    private readonly RowRun _run;
    private readonly PartitionTree _tree;
    private readonly PriorityQueue<OwenNode, (double Gain, int Sequence)> _closed = new();
    private readonly double[][] _values;
    private int _sequence;

    public OwenValues(TokenGame game, RowRun run, PartitionTree tree, float[] empty)
    {
        _game = game;
        _run = run;
        _tree = tree;
        int players = game.Players.Length;
        _values = Array.ConvertAll(run.Objectives, _ => new double[players]);
        if (players > 0)
        {
            Add(new OwenNode(0, players, new bool[players], empty, run.Logits, Weight: 1));
        }
    }

    /// <summary>Coalitions scored, nobody and everybody left out.</summary>
    public int Evaluations { get; private set; }

    /// <summary>True when every range was opened, so that the values are the tree's Owen values and not an approximation.</summary>
    public bool Exact { get; private set; }

    /// <summary>[P] for each objective.</summary>
    public async Task<double[][]> ComputeAsync(int maxEvaluations, CancellationToken cancellationToken)
    {
        var opened = new List<OwenNode>(OpenedAtOnce);
        float[] logits = new float[2 * OpenedAtOnce * _run.Logits.Length];
        bool stopped = false;
        while (!stopped && _closed.Count > 0)
        {
            opened.Clear();
            while (opened.Count < OpenedAtOnce
                && Evaluations + (2 * opened.Count) + 2 <= maxEvaluations
                && _closed.TryDequeue(out var node, out _))
            {
                opened.Add(node);
            }

            int reached = opened.Count == 0 ? 0 : await _game.RunAsync(
                2 * opened.Count,
                (index, removed) => WriteRemoved(opened[index / 2], index % 2 == 0, removed),
                logits,
                Evaluations == 0 ? RunStop.Never : RunStop.AtOnce,
                cancellationToken).ConfigureAwait(false);
            stopped = opened.Count == 0 || reached < 2 * opened.Count;
            Evaluations += reached;
            for (int i = 0; i < opened.Count; i++)
            {
                if (i < reached / 2)
                {
                    Open(opened[i], Row(logits, 2 * i), Row(logits, (2 * i) + 1));
                }
                else
                {
                    Share(opened[i]);
                }
            }
        }

        Exact = !stopped;
        while (_closed.TryDequeue(out var node, out _))
        {
            Share(node);
        }

        return _values;
    }

    private float[] Row(float[] logits, int row) => logits.AsSpan(row * _run.Logits.Length, _run.Logits.Length).ToArray();

    private void WriteRemoved(OwenNode node, bool left, Span<bool> removed)
    {
        int leftLength = _tree.LeftLength(node.Start, node.Length);
        for (int player = 0; player < removed.Length; player++)
        {
            removed[player] = !node.Others[player];
        }

        (left ? removed.Slice(node.Start, leftLength) : removed[(node.Start + leftLength)..(node.Start + node.Length)]).Clear();
    }

    private void Open(OwenNode node, float[] leftAlone, float[] rightAlone)
    {
        int leftLength = _tree.LeftLength(
            node.Start, node.Length), rightStart = node.Start + leftLength, rightLength = node.Length - leftLength;
        bool[] besideRight = [.. node.Others], besideLeft = [.. node.Others];
        besideRight.AsSpan(rightStart, rightLength).Fill(true);
        besideLeft.AsSpan(node.Start, leftLength).Fill(true);
        double half = node.Weight / 2;
        Add(new OwenNode(node.Start, leftLength, node.Others, node.Without, leftAlone, half));
        Add(new OwenNode(node.Start, leftLength, besideRight, rightAlone, node.With, half));
        Add(new OwenNode(rightStart, rightLength, node.Others, node.Without, rightAlone, half));
        Add(new OwenNode(rightStart, rightLength, besideLeft, leftAlone, node.With, half));
    }

    private void Add(OwenNode node)
    {
        if (node.Length == 1)
        {
            Share(node);
            return;
        }

        double largest = 0;
        foreach (var objective in _run.Objectives)
        {
            largest = Math.Max(largest, Math.Abs(Gain(node, objective)));
        }

        _closed.Enqueue(node, (-largest, _sequence++));
    }

    private void Share(OwenNode node)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            double share = Gain(node, _run.Objectives[i]) / node.Length;
            foreach (ref double value in _values[i].AsSpan(node.Start, node.Length))
            {
                value += share;
            }
        }
    }

    private static double Gain(OwenNode node, Objective objective) => node.Weight * (objective.Of(node.With) - objective.Of(node.Without));
}
