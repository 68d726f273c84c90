using TextClassify.Explain.Gradients;

namespace TextClassify.Explain.Quality;

/// <summary>
/// A model whose embedding table is moved: each word's row by its own random step, uniform in a box. The rows of special tokens
/// stay, since baselines are made of them. Logits come from the graph that takes embeddings, so no other output is there.
/// </summary>
internal sealed class MovedEmbeddings : IForwardPass, IGradientPass
{
    private readonly IForwardPass _model;
    private readonly IEmbeddingPass _embeddings;
    private readonly EmbeddedRows _rows;
    private readonly SpecialIds _special;
    private readonly float _radius;
    private readonly int _seed;
    private readonly Dictionary<int, float[]> _steps = [];
    private readonly Lock _lock = new();

    public MovedEmbeddings(IForwardPass model, IEmbeddingPass embeddings, SpecialIds special, float radius, int seed)
    {
        _model = model;
        _embeddings = embeddings;
        _rows = new EmbeddedRows(this, model.Shape.Classes, GradientRun.DefaultBlockTokens);
        _special = special;
        _radius = radius;
        _seed = seed;
    }

    public ForwardShape Shape => _model.Shape;

    public ReadOnlyMemory<float> Bias => _model.Bias;

    public IGradientPass? Gradients => _model.Gradients is null ? null : this;

    public IEmbeddingPass Embeddings => this;

    public int EmbeddingWidth => _embeddings.EmbeddingWidth;

    public int VocabularySize => _embeddings.VocabularySize;

    public void Embed(ReadOnlySpan<int> ids, Span<float> embeddings)
    {
        _embeddings.Embed(ids, embeddings);
        for (int token = 0; token < ids.Length; token++)
        {
            if (!_special.Contains(ids[token]))
            {
                var row = embeddings.Slice(token * EmbeddingWidth, EmbeddingWidth);
                System.Numerics.Tensors.TensorPrimitives.Add(row, Step(ids[token]), row);
            }
        }
    }

    public Task<GradientTiming> RunAsync(
        ReadOnlyMemory<float> points, int tokens, Memory<float> logits, CancellationToken cancellationToken) =>
        _embeddings.RunAsync(points, tokens, logits, cancellationToken);

    public Task<GradientTiming> RunAsync(
        ReadOnlyMemory<float> points,
        int tokens,
        ReadOnlyMemory<float> targetWeights,
        Memory<float> logits,
        Memory<float> gradient,
        CancellationToken cancellationToken) =>
            _model.Gradients!.RunAsync(points, tokens, targetWeights, logits, gradient, cancellationToken);

    public Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken) =>
        _rows.RunAsync(rows, outputs, cancellationToken);

    /// <summary>Follows from the seed and the word alone, so the order of calls changes nothing.</summary>
    private float[] Step(int id)
    {
        lock (_lock)
        {
            if (!_steps.TryGetValue(id, out float[]? step))
            {
                var random = new Random(unchecked((_seed * 1_000_003) + id));
                step = new float[EmbeddingWidth];
                for (int i = 0; i < step.Length; i++)
                {
                    step[i] = ((random.NextSingle() * 2) - 1) * _radius;
                }

                _steps.Add(id, step);
            }

            return step;
        }
    }
}
