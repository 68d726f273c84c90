using TextClassify.Forward;

namespace TextClassify.UnitTests.Explain;

/// <summary>
/// z_0 = (sum_t a . x_t)^degree and z_1 = -z_0, with x of id i = (i, 1, -i/2) and a = (0.5, -1, 0.2): derivatives and path integrals are
/// known by hand.
/// </summary>
internal sealed class PolynomialModel(int degree) : IForwardPass, IGradientPass
{
    private static readonly float[] Direction = [0.5f, -1, 0.2f];

    public ForwardShape Shape { get; } = new(Classes: 2, Aspects: 1, StateWidth: 1, WordWidth: 1);

    public ReadOnlyMemory<float> Bias { get; } = new float[2];

    public IGradientPass Gradients => this;

    public int EmbeddingWidth => Direction.Length;

    public int VocabularySize => 40;

    /// <summary>a . x of an id.</summary>
    public static double Value(int id) => (0.4 * id) - 1;

    public void Embed(ReadOnlySpan<int> ids, Span<float> embeddings)
    {
        for (int token = 0; token < ids.Length; token++)
        {
            embeddings[token * 3] = ids[token];
            embeddings[(token * 3) + 1] = 1;
            embeddings[(token * 3) + 2] = -ids[token] / 2f;
        }
    }

    public Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken) =>
            Task.FromResult(new ForwardBatch(
            [.. rows.Select(row =>
            {
                float[] x = new float[row.Length * 3];
                Embed(row.Span, x);
                float z = (float)Math.Pow(Sum(x), degree);
                return new ForwardResult { Logits = [z, -z] };
            })],
            TimeSpan.Zero,
            TimeSpan.Zero));

    public Task<GradientTiming> RunAsync(
        ReadOnlyMemory<float> embeddings,
        int tokens,
        ReadOnlyMemory<float> targetWeights,
        Memory<float> logits,
        Memory<float> gradients,
        CancellationToken cancellationToken)
    {
        int size = tokens * 3;
        for (int row = 0; row < embeddings.Length / size; row++)
        {
            double sum = Sum(embeddings.Span.Slice(row * size, size));
            double weight = targetWeights.Span[row * 2] - targetWeights.Span[(row * 2) + 1];
            logits.Span[row * 2] = (float)Math.Pow(sum, degree);
            logits.Span[(row * 2) + 1] = -logits.Span[row * 2];
            for (int i = 0; i < size && !gradients.IsEmpty; i++)
            {
                gradients.Span[(row * size) + i] = (float)(weight * degree * Math.Pow(sum, degree - 1) * Direction[i % 3]);
            }
        }

        return Task.FromResult(default(GradientTiming));
    }

    private static double Sum(ReadOnlySpan<float> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * Direction[i % 3];
        }

        return sum;
    }
}
