namespace TextClassify.Inference.Batching;

/// <summary>Runs a block, and where it fails its halves, until the row at fault fails alone.</summary>
internal static class BatchRun
{
    /// <summary>
    /// Answers every row, by its numbers or by a <see cref="ForwardResult.Fault"/>. One poison row among n costs at most 2 log2(n) + 1
    /// runs.
    /// </summary>
    /// <param name="runner">The model.</param>
    /// <param name="rows">Ascending in length.</param>
    /// <param name="outputs">What the results hold.</param>
    /// <param name="results">One a row.</param>
    public static void Run(IBlockRunner runner, ReadOnlySpan<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, Span<ForwardResult> results)
    {
        try
        {
            runner.Run(rows, rows[^1].Length, outputs, results);
        }
        catch (Exception fault) when (rows.Length == 1 || fault is ObjectDisposedException or RunEndedException)
        {
            results.Fill(new ForwardResult { Logits = [], Fault = fault });
        }
        catch (Exception)
        {
            int half = rows.Length / 2;
            Run(runner, rows[..half], outputs, results[..half]);
            Run(runner, rows[half..], outputs, results[half..]);
        }
    }
}
