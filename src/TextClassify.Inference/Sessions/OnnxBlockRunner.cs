using TextClassify.Forward;
using TextClassify.Inference.Batching;

namespace TextClassify.Inference.Sessions;

/// <summary>Runs blocks on a session for as long as its owner keeps it.</summary>
internal sealed class OnnxBlockRunner(SharedSession session, ForwardShape shape) : IBlockRunner
{
    public void Run(ReadOnlySpan<ReadOnlyMemory<int>> rows, int longest, ForwardOutputs outputs, Span<ForwardResult> results)
    {
        var entered = session.Enter();
        try
        {
            ForwardRun.Run(entered, shape, rows, longest, outputs, results);
        }
        finally
        {
            session.Leave();
        }
    }
}
