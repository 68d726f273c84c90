using TextClassify.Forward;
using TextClassify.Text;

namespace TextClassify.Explain.Quality;

/// <summary>
/// A model whose embedding table is moved: each word's row by its own random step, uniform in a box. The rows of padding and of the unknown
/// word stay, since baselines are made of them. Logits come from the graph that takes embeddings, so no other output is there.
/// </summary>
internal sealed class MovedEmbeddings(IForwardPass model, IGradientPass gradients, float radius, int seed) : IForwardPass, IGradientPass
{
    private readonly Dictionary<int, float[]> _steps = [];
    private readonly Lock _lock = new();

    public ForwardShape Shape => model.Shape;

    public ReadOnlyMemory<float> Bias => model.Bias;

    public IGradientPass Gradients => this;

    public int EmbeddingWidth => gradients.EmbeddingWidth;

    public int VocabularySize => gradients.VocabularySize;

    public void Embed(ReadOnlySpan<int> ids, Span<float> embeddings)
    {
        gradients.Embed(ids, embeddings);
        for (int token = 0; token < ids.Length; token++)
        {
            if (ids[token] is not (Vocabulary.PadId or Vocabulary.UnknownId))
            {
                var row = embeddings.Slice(token * EmbeddingWidth, EmbeddingWidth);
                System.Numerics.Tensors.TensorPrimitives.Add(row, Step(ids[token]), row);
            }
        }
    }

    public Task<GradientTiming> RunAsync(
        ReadOnlyMemory<float> embeddings,
        int tokens,
        ReadOnlyMemory<float> targetWeights,
        Memory<float> logits,
        Memory<float> gradient,
        CancellationToken cancellationToken) => gradients.RunAsync(embeddings, tokens, targetWeights, logits, gradient, cancellationToken);

    public async Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        if (outputs is not ForwardOutputs.Logits)
        {
            throw new NotSupportedException($"Moved embeddings give logits only, not {outputs}.");
        }

        var results = new ForwardResult[rows.Count];
        TimeSpan queue = TimeSpan.Zero, compute = TimeSpan.Zero;
        foreach (var (length, places) in ByLength(rows))
        {
            float[] embeddings = new float[places.Count * length * EmbeddingWidth];
            float[] logits = new float[places.Count * Shape.Classes];
            for (int i = 0; i < places.Count; i++)
            {
                Embed(rows[places[i]].Span, embeddings.AsSpan(i * length * EmbeddingWidth));
            }

            var timing = await gradients.RunAsync(embeddings, length, new float[logits.Length], logits, Memory<float>.Empty, cancellationToken)
                .ConfigureAwait(false);
            queue += timing.Queue;
            compute += timing.Compute;
            for (int i = 0; i < places.Count; i++)
            {
                results[places[i]] = new ForwardResult { Logits = logits[(i * Shape.Classes)..((i + 1) * Shape.Classes)] };
            }
        }

        return new ForwardBatch(results, queue, compute);
    }

    private static Dictionary<int, List<int>> ByLength(IReadOnlyList<ReadOnlyMemory<int>> rows)
    {
        var places = new Dictionary<int, List<int>>();
        for (int row = 0; row < rows.Count; row++)
        {
            if (!places.TryGetValue(rows[row].Length, out var same))
            {
                places.Add(rows[row].Length, same = []);
            }

            same.Add(row);
        }

        return places;
    }

    /// <summary>Follows from the seed and the word alone, so the order of calls changes nothing.</summary>
    private float[] Step(int id)
    {
        lock (_lock)
        {
            if (!_steps.TryGetValue(id, out float[]? step))
            {
                var random = new Random(unchecked((seed * 1_000_003) + id));
                step = new float[EmbeddingWidth];
                for (int i = 0; i < step.Length; i++)
                {
                    step[i] = ((random.NextSingle() * 2) - 1) * radius;
                }

                _steps.Add(id, step);
            }

            return step;
        }
    }
}
