using TextClassify.Inference.Batching;

namespace TextClassify.Inference.Sessions;

/// <summary>Runs blocks on a session for as long as its owner keeps it.</summary>
/// <param name="session">The graph.</param>
/// <param name="feed">What it takes.</param>
/// <param name="shape">Its widths.</param>
internal sealed class OnnxBlockRunner(SharedSession session, GraphFeed feed, ForwardShape shape) : IBlockRunner
{
    public void Run(ReadOnlySpan<ReadOnlyMemory<int>> rows, int longest, ForwardOutputs outputs, Span<ForwardResult> results)
    {
        var entered = session.Enter();
        try
        {
            if (feed.Pads)
            {
                ForwardRun.Run(entered, feed, shape, rows, longest, outputs, results);
                return;
            }

            // Rows come by length; those of one length run together, since the graph would take padding for tokens.
            for (int start = 0, end = 0; start < rows.Length; start = end)
            {
                int length = rows[start].Length;
                while (end < rows.Length && rows[end].Length == length)
                {
                    end++;
                }

                ForwardRun.Run(entered, feed, shape, rows[start..end], length, outputs, results[start..end]);
            }
        }
        finally
        {
            session.Leave();
        }
    }
}
