using System.Buffers;

namespace TextClassify.Explain.Quality;

/// <summary>Runs a model on a text without some of its tokens, in blocks, and counts what that costs.</summary>
/// <param name="text">The text.</param>
/// <param name="rule">How tokens are taken away.</param>
/// <param name="model">Scores the rows.</param>
/// <param name="blockTokens">Most tokens sent in one call, one row at least.</param>
internal sealed class RemovalRuns(EncodedText text, RemovalRule rule, IForwardPass model, int blockTokens = RemovalRuns.DefaultBlockTokens)
{
    private const int DefaultBlockTokens = 4096;

    public int Calls { get; private set; }

    public TimeSpan Queue { get; private set; }

    public TimeSpan Compute { get; private set; }

    /// <summary>Logits of each row, [rows,C]. A text without any token has the model's bias.</summary>
    /// <param name="removed">[rows,T], true where a token goes.</param>
    /// <param name="cancellationToken">Seen between blocks.</param>
    public async Task<float[]> ScoreAsync(ReadOnlyMemory<bool> removed, CancellationToken cancellationToken)
    {
        int tokens = text.Length, classes = model.Shape.Classes, count = removed.Length / tokens;
        float[] logits = new float[count * classes];
        int blockRows = Math.Min(count, Math.Max(1, blockTokens / tokens));
        int[] buffer = ArrayPool<int>.Shared.Rent(Math.Max(1, blockRows * tokens));
        try
        {
            var rows = new List<ReadOnlyMemory<int>>(blockRows);
            var places = new List<int>(blockRows);
            for (int start = 0; start < count; start += blockRows)
            {
                rows.Clear();
                places.Clear();
                for (int row = start; row < Math.Min(start + blockRows, count); row++)
                {
                    var place = buffer.AsMemory((row - start) * tokens, tokens);
                    int length = Removal.WriteRow(text.Ids.Span, text.Special, removed.Span.Slice(row * tokens, tokens), rule, place.Span);
                    if (length > 0)
                    {
                        rows.Add(place[..length]);
                        places.Add(row);
                    }
                    else
                    {
                        model.Bias.Span.CopyTo(logits.AsSpan(row * classes));
                    }
                }

                await RunAsync(rows, places, logits, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(buffer);
        }

        return logits;
    }

    private async Task RunAsync(
        List<ReadOnlyMemory<int>> rows, List<int> places, float[] logits, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var block = await model.RunAsync(rows, ForwardOutputs.Logits, cancellationToken).ConfigureAwait(false);
        Calls += rows.Count;
        Queue += block.Queue;
        Compute += block.Compute;
        for (int i = 0; i < places.Count; i++)
        {
            block.Results[i].Logits.CopyTo(logits, places[i] * model.Shape.Classes);
        }
    }
}
