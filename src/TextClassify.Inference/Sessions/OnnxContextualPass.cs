using System.Buffers;
using System.Numerics.Tensors;

namespace TextClassify.Inference.Sessions;

/// <summary>Runs <see cref="ModelManifest.ContextualFile"/>, in the same slots as the forward passes.</summary>
/// <param name="session">Owned by this instance.</param>
/// <param name="classes">C.</param>
/// <param name="maxTokens">Most tokens of one run, all rows together; one row at least.</param>
/// <param name="slots">Shared by all models.</param>
/// <param name="time">Measures queue and compute.</param>
internal sealed class OnnxContextualPass(GraphSession session, int classes, int maxTokens, RunSlots slots, TimeProvider time)
    : IContextualPass, IDisposable
{
    private static readonly string[] InputNames = [ContextualGraph.TokenIds, ContextualGraph.Lengths, ContextualGraph.Phrase];
    private static readonly string[] OutputNames = [ContextualGraph.Beta, ContextualGraph.Gamma];

    private readonly SharedSession _session = new(session);

    public async Task<ContextualBatch> RunAsync(ReadOnlyMemory<int> ids, IReadOnlyList<Phrase> phrases, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ids.Length, 1);
        float[] beta = new float[phrases.Count * classes], gamma = new float[beta.Length];
        TimeSpan queue = TimeSpan.Zero, compute = TimeSpan.Zero;
        int blockRows = Math.Max(1, maxTokens / ids.Length);
        for (int start = 0; start < phrases.Count; start += blockRows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int first = start, rows = Math.Min(blockRows, phrases.Count - start);
            var (waited, ran) = await slots.RunAsync(
                ForwardLane.Bulk,
                admitted: start > 0,
                (long)rows * ids.Length,
                () => Run(
                    ids.Span,
                    phrases,
                    first,
                    rows,
                    beta.AsMemory(first * classes, rows * classes),
                    gamma.AsMemory(first * classes, rows * classes)),
                time,
                cancellationToken).ConfigureAwait(false);
            queue += waited;
            compute += ran;
        }

        return new ContextualBatch(beta, gamma, queue, compute);
    }

    public void Dispose() => _session.Dispose();

    private void Run(ReadOnlySpan<int> ids, IReadOnlyList<Phrase> phrases, int start, int rows, Memory<float> beta, Memory<float> gamma)
    {
        int tokens = ids.Length;
        long[] tokenIds = ArrayPool<long>.Shared.Rent(rows * (tokens + 1));
        float[] members = ArrayPool<float>.Shared.Rent(rows * tokens);
        try
        {
            TensorPrimitives.ConvertTruncating(ids, tokenIds.AsSpan(0, tokens));
            members.AsSpan(0, rows * tokens).Clear();
            for (int row = 0; row < rows; row++)
            {
                tokenIds.AsSpan(0, tokens).CopyTo(tokenIds.AsSpan(row * tokens));
                var (first, length) = phrases[start + row];
                members.AsSpan((row * tokens) + first, length).Fill(1);
            }

            var lengths = tokenIds.AsMemory(rows * tokens, rows);
            lengths.Span.Fill(tokens);
            Run(tokenIds.AsMemory(0, rows * tokens), lengths, members.AsMemory(0, rows * tokens), [rows, tokens], beta, gamma);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(tokenIds);
            ArrayPool<float>.Shared.Return(members);
        }
    }

    private void Run(
        Memory<long> tokenIds, Memory<long> lengths, Memory<float> members, long[] shape, Memory<float> beta, Memory<float> gamma)
    {
        long[] classShape = [shape[0], classes];
        using var idValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, tokenIds, shape);
        using var lengthValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, lengths, [shape[0]]);
        using var memberValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, members, shape);
        using var betaValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, beta, classShape);
        using var gammaValue = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, gamma, classShape);
        var entered = _session.Enter();
        try
        {
            entered.Run(InputNames, [idValue, lengthValue, memberValue], OutputNames, [betaValue, gammaValue]);
        }
        finally
        {
            _session.Leave();
        }
    }
}
