namespace TextClassify.Inference.Batching;

/// <summary>A call that finds the model idle runs on its caller's own thread, when it is one run.</summary>
internal sealed class OwnThreadRun(IBlockRunner runner, RunSlots slots, BatchingRules rules, TimeProvider time, BatchMeter meter)
{
    private const int MaxRows = 64;

    private static readonly int[] One = [0];

    /// <summary>The answer, when the rows fit one run and a slot is free; null when the call must wait.</summary>
    public Task<ForwardBatch>? TryRun(IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, ForwardTerms terms)
    {
        if (Order(rows, rules.For(terms.Lane)) is not { } order || !slots.TryEnter(terms.Lane))
        {
            return null;
        }

        long started = time.GetTimestamp();
        ForwardResult[] results;
        try
        {
            results = Run(rows, order, outputs);
        }
        finally
        {
            slots.Exit(terms.Lane);
        }

        var compute = time.GetElapsedTime(started);
        meter.Ran(terms.Lane, rows.Count, BatchCall.TokensOf(rows), rows[order[^1]].Length * (long)rows.Count, compute);
        meter.Faulted(results);
        var fault = terms.Partial ? null : Array.Find(results, static result => result.Fault is not null)?.Fault;
        meter.Answered(terms.Lane, fault is null ? BatchMeter.Answer : BatchMeter.Failure, TimeSpan.Zero);
        return fault is null
            ? Task.FromResult(new ForwardBatch(results, TimeSpan.Zero, compute))
            : Task.FromException<ForwardBatch>(fault);
    }

    /// <summary>The rows by length when they fit one run; null when they do not.</summary>
    private static int[]? Order(IReadOnlyList<ReadOnlyMemory<int>> rows, BatchLimits limits)
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
        return BatchPlanner.Fits(new BatchSize(order.Length, lengths[^1], real), limits) ? order : null;
    }

    private ForwardResult[] Run(IReadOnlyList<ReadOnlyMemory<int>> rows, int[] order, ForwardOutputs outputs)
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
