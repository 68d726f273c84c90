using System.Buffers;

namespace TextClassify.Explain.Perturbation;

/// <summary>Writes a row made from a text and returns its length, 0 for a row without any token.</summary>
internal delegate int RowWriter(int index, Span<int> row);

/// <summary>The model calls of one explanation: rows made from its text, run in blocks until done or the deadline has passed.</summary>
internal sealed class RowRun : ExplanationRun
{
    /// <summary>16 rows of 256 tokens: keeps one long explanation from holding the model.</summary>
    public const int DefaultBlockTokens = 4096;

    private const int TextItself = -1;
    private const int NoToken = -2;

    private readonly IForwardPass _model;

    private RowRun(IForwardPass model, ExplanationQuery request, int blockTokens, ForwardBatch text)
        : base(request, blockTokens, text) => _model = model;

    /// <summary>Runs the text itself.</summary>
    public static async Task<RowRun> StartAsync(
        ExplanationQuery request, IForwardPass model, int blockTokens, CancellationToken cancellationToken) =>
        new(model, request, blockTokens, await RunTextAsync(request, model, cancellationToken).ConfigureAwait(false));

    /// <summary>Runs rows and writes their logits. A row equal to the text takes the text's, one without tokens the bias, and neither costs
    /// a call.</summary>
    /// <param name="count">Rows.</param>
    /// <param name="write">Called once a row, in order.</param>
    /// <param name="logits">At least [count, C].</param>
    /// <param name="stop">Whether the deadline counts.</param>
    /// <param name="cancellationToken">Seen between blocks.</param>
    /// <returns>The rows written: all, or fewer when the deadline passed.</returns>
    public async Task<int> RunAsync(int count, RowWriter write, Memory<float> logits, RunStop stop, CancellationToken cancellationToken)
    {
        int tokens = Request.Text.Length, blockRows = Math.Min(count, BlockRows);
        int[] buffer = ArrayPool<int>.Shared.Rent(blockRows * tokens);
        try
        {
            var rows = new List<ReadOnlyMemory<int>>(blockRows);
            int[] sources = new int[blockRows];
            for (int start = 0; start < count; start += blockRows)
            {
                if (stop.Before(start, Request.Deadline))
                {
                    Interrupted = true;
                    return start;
                }

                int blockCount = Math.Min(blockRows, count - start);
                WriteBlock(start, blockCount, write, buffer, rows, sources);
                var results = await RunBlockAsync(rows, cancellationToken).ConfigureAwait(false);
                ReadBlock(results, sources.AsSpan(0, blockCount), logits.Span[(start * Logits.Length)..]);
            }

            return count;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(buffer);
        }
    }

    /// <summary>The value of an objective for each of some rows.</summary>
    public void WriteValues(Objective objective, ReadOnlySpan<float> logits, Span<double> values)
    {
        int classes = Logits.Length;
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = objective.Of(logits.Slice(row * classes, classes));
        }
    }

    private void WriteBlock(
        int start, int count, RowWriter write, int[] buffer, List<ReadOnlyMemory<int>> rows, int[] sources)
    {
        var text = Request.Text.Ids.Span;
        rows.Clear();
        for (int index = 0; index < count; index++)
        {
            var row = buffer.AsMemory(index * text.Length, text.Length);
            row = row[..write(start + index, row.Span)];
            sources[index] = row.IsEmpty ? NoToken : row.Span.SequenceEqual(text) ? TextItself : rows.Count;
            if (sources[index] >= 0)
            {
                rows.Add(row);
            }
        }
    }

    private async Task<ForwardResult[]> RunBlockAsync(List<ReadOnlyMemory<int>> rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (rows.Count == 0)
        {
            return [];
        }

        var batch = await _model.RunAsync(rows, ForwardOutputs.Logits, cancellationToken).ConfigureAwait(false);
        Count(rows.Count, batch.Queue, batch.Compute);
        return batch.Results;
    }

    private void ReadBlock(ForwardResult[] results, ReadOnlySpan<int> sources, Span<float> logits)
    {
        int classes = Logits.Length;
        for (int index = 0; index < sources.Length; index++)
        {
            var from = sources[index] switch
            {
                TextItself => Logits,
                NoToken => _model.Bias.Span,
                var row => results[row].Logits.AsSpan(),
            };
            from.CopyTo(logits.Slice(index * classes, classes));
        }
    }
}
