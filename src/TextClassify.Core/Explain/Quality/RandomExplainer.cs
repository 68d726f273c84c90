using System.Runtime.InteropServices;

namespace TextClassify.Explain.Quality;

/// <summary>Scores that know nothing: what any method must beat. In no catalog.</summary>
public sealed class RandomExplainer : IExplainer
{
    public ExplainerInfo Info { get; } = new(
        "random",
        "Scores drawn at random, the same for the same text and model: the floor of a comparison.",
        [])
    {
        NeedsTarget = false,
    };

    public long MostModelCalls(ParameterValues parameters, ExplainSize size) => 1;

    public async Task<Explanation> ExplainAsync(ExplanationQuery request, IForwardPass model, CancellationToken cancellationToken)
    {
        var ids = request.Text.Ids;
        var batch = await model.RunAsync([ids], ForwardOutputs.Logits, cancellationToken).ConfigureAwait(false);

        // FNV-1a (Fowler, Noll and Vo): the same in every process, which HashCode does not promise. Of the logits as well as the text, so
        // that a model moved a little gets other scores: scores that never change would be perfect by max-sensitivity.
        int seed = Hash(unchecked((int)2166136261), ids.Span);
        seed = Hash(seed, MemoryMarshal.Cast<float, int>(batch.Results[0].Logits.AsSpan()));

        var random = new Random(seed);
        float[] scores = new float[ids.Length];
        for (int token = 0; token < scores.Length; token++)
        {
            scores[token] = (random.NextSingle() * 2) - 1;
        }

        return new Explanation
        {
            Attributions =
            [
                new Attribution
                {
                    Scores = scores,
                    Target = request.Target ?? TensorPrimitives.IndexOfMax<float>(batch.Results[0].Logits),
                    Foil = request.Foil,
                },
            ],
            Logits = batch.Results[0].Logits,
            ModelCalls = 1,
            Queue = batch.Queue,
            Compute = batch.Compute,
        };
    }

    private static int Hash(int seed, ReadOnlySpan<int> values)
    {
        foreach (int value in values)
        {
            seed = unchecked((seed ^ value) * 16777619);
        }

        return seed;
    }
}
