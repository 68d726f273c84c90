namespace TextClassify.Forward;

/// <summary>
/// Runs rows of token ids through a graph that takes their embeddings. Rows of equal length run together, so no row is padded and the graph
/// need not know what padding is. It gives logits and nothing else.
/// </summary>
/// <param name="pass">The graph.</param>
/// <param name="classes">C.</param>
/// <param name="maxTokens">Most tokens of one run; a longer text runs alone.</param>
public sealed class EmbeddedRows(IEmbeddingPass pass, int classes, int maxTokens)
{
    /// <summary>As <see cref="IForwardPass.RunAsync"/>.</summary>
    public async Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        if (outputs is not ForwardOutputs.Logits)
        {
            throw new NotSupportedException($"A graph that takes embeddings gives logits only, not {outputs}.");
        }

        var results = new ForwardResult[rows.Count];
        TimeSpan queue = TimeSpan.Zero, compute = TimeSpan.Zero;
        foreach (var (length, places) in ByLength(rows))
        {
            int blockRows = Math.Max(1, maxTokens / length);
            for (int start = 0; start < places.Count; start += blockRows)
            {
                var block = places[start..Math.Min(places.Count, start + blockRows)];
                var timing = await RunAsync(rows, block, length, results, cancellationToken).ConfigureAwait(false);
                queue += timing.Queue;
                compute += timing.Compute;
            }
        }

        return new ForwardBatch(results, queue, compute);
    }

    private async Task<GradientTiming> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, List<int> block, int length, ForwardResult[] results, CancellationToken cancellationToken)
    {
        int size = length * pass.EmbeddingWidth;
        float[] points = new float[block.Count * size], logits = new float[block.Count * classes];
        for (int i = 0; i < block.Count; i++)
        {
            pass.Embed(rows[block[i]].Span, points.AsSpan(i * size, size));
        }

        var timing = await pass.RunAsync(points, length, logits, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < block.Count; i++)
        {
            results[block[i]] = new ForwardResult { Logits = logits[(i * classes)..((i + 1) * classes)] };
        }

        return timing;
    }

    private static Dictionary<int, List<int>> ByLength(IReadOnlyList<ReadOnlyMemory<int>> rows)
    {
        var places = new Dictionary<int, List<int>>();
        for (int row = 0; row < rows.Count; row++)
        {
            if (rows[row].IsEmpty)
            {
                throw new ArgumentException($"Row {row} has no token; a row has at least one.", nameof(rows));
            }

            if (!places.TryGetValue(rows[row].Length, out var same))
            {
                places.Add(rows[row].Length, same = []);
            }

            same.Add(row);
        }

        return places;
    }
}
