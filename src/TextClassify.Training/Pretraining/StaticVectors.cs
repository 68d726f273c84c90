using System.Numerics.Tensors;
using TextClassify.Training.Vectors;
using static TorchSharp.torch;

namespace TextClassify.Training.Pretraining;

/// <summary>
/// A vector for each word from what a transformer says of the word alone, as model2vec makes them (Tulkens and van Dongen 2024): mean of
/// its states, mean taken off, first principal components, frequent words made shorter (smooth inverse frequency, Arora et al. 2017).
/// </summary>
internal static class StaticVectors
{
    // Of Arora et al.; frequent words carry little meaning of their own.
    private const double Smoothing = 1e-3;

    // Root mean square of a number, about that of skip-gram vectors: what the net's starting weights suit.
    private const float Scale = 0.25f;

    /// <param name="words">With their counts.</param>
    /// <param name="states">[words][teacher's width].</param>
    /// <param name="width">D, at most the teacher's.</param>
    public static WordVectors Of(IReadOnlyList<KeyValuePair<string, int>> words, IReadOnlyList<float[]> states, int width)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        double total = words.Sum(word => (double)word.Value);
        var shares = tensor(words.Select(word => (float)(word.Value / total)).ToArray()).unsqueeze(1);
        var x = tensor(states.SelectMany(row => row).ToArray(), [words.Count, states[0].Length]);
        x = x.Minus((x * shares).sum(0, keepdim: true));
        var (_, vectors) = linalg.eigh(x.t().matmul(x).Over(words.Count));

        // eigh gives the smallest first.
        x = x.matmul(vectors.flip(1).narrow(1, 0, width)) * shares.Plus(Smoothing).reciprocal().Times(Smoothing).sqrt();
        x *= x.Squared().mean().sqrt().reciprocal().Times(Scale);
        return new(
            [.. words.Select(word => word.Key)],
            width,
            [.. x.contiguous().data<float>()]);
    }

    /// <summary>The mean of vectors taken off, and each of length 1.</summary>
    public static void Normalise(IReadOnlyList<float[]> vectors)
    {
        float[] mean = new float[vectors[0].Length];
        foreach (float[] vector in vectors)
        {
            TensorPrimitives.MultiplyAdd(vector, 1f / vectors.Count, mean, mean);
        }

        foreach (float[] vector in vectors)
        {
            TensorPrimitives.Subtract(vector, mean, vector);
            TensorPrimitives.Divide(vector, Math.Max(TensorPrimitives.Norm<float>(vector), 1e-6f), vector);
        }
    }
}
