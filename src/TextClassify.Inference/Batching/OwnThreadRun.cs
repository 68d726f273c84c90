using TextClassify.Forward;

namespace TextClassify.Inference.Batching;

/// <summary>A call that finds the model idle runs on its caller's own thread, when it is one run.</summary>
internal static class OwnThreadRun
{
    private const int MaxRows = 64;

    private static readonly int[] One = [0];

    /// <summary>The rows by length when they fit one run; null when they do not.</summary>
    public static int[]? Order(IReadOnlyList<ReadOnlyMemory<int>> rows, BatchLimits limits)
    {
        if (rows.Count == 1)
        {
            return One;
        }

        if (rows.Count > MaxRows)
        {
            return null;
        }

        Span<int> lengths = stackalloc int[MaxRows];
        lengths = lengths[..rows.Count];
        int[] order = new int[rows.Count];
        long real = 0;
        for (int row = 0; row < order.Length; row++)
        {
            (lengths[row], order[row]) = (rows[row].Length, row);
            real += rows[row].Length;
        }

        lengths.Sort(order.AsSpan());
        return BatchPlanner.Fits(order.Length, lengths[^1], real, limits) ? order : null;
    }

    public static ForwardResult[] Run(IBlockRunner runner, IReadOnlyList<ReadOnlyMemory<int>> rows, int[] order, ForwardOutputs outputs)
    {
        var results = new ForwardResult[order.Length];
        if (order.Length == 1)
        {
            BatchRun.Run(runner, [rows[0]], outputs, results);
            return results;
        }

        var sorted = new ForwardResult[order.Length];
        BatchRun.Run(runner, Array.ConvertAll(order, row => rows[row]), outputs, sorted);
        for (int row = 0; row < order.Length; row++)
        {
            results[order[row]] = sorted[row];
        }

        return results;
    }
}
