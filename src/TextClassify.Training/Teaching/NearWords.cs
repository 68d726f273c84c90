using System.Numerics.Tensors;
using TextClassify.Text.Words;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Teaching;

/// <summary>The words whose vectors are nearest to a word's, by cosine.</summary>
internal sealed class NearWords
{
    private const int Most = 20;

    private readonly WordVectors _vectors;
    private readonly float[] _norms;
    private readonly Dictionary<string, IReadOnlyList<string>> _known = new(StringComparer.Ordinal);

    public NearWords(WordVectors vectors)
    {
        _vectors = vectors;
        _norms = [.. Enumerable.Range(0, vectors.Count).Select(row => Math.Max(TensorPrimitives.Norm(vectors[row]), float.Epsilon))];
    }

    /// <summary>Nearest first, in the normal form; none of a word without a vector.</summary>
    public IReadOnlyList<string> Of(string word)
    {
        string normal = "";
        foreach (var token in WordTokenizer.Enumerate(word))
        {
            normal = token.Normal.ToString();
        }

        if (!_known.TryGetValue(normal, out var near))
        {
            _known[normal] = near = _vectors.TryGet(normal, out var vector) ? Search(normal, vector) : [];
        }

        return near;
    }

    private string[] Search(string word, ReadOnlySpan<float> vector)
    {
        var best = new PriorityQueue<int, float>(Most + 1);
        for (int row = 0; row < _vectors.Count; row++)
        {
            // Of one vector with each other: its own norm changes no order.
            float cosine = TensorPrimitives.Dot(vector, _vectors[row]) / _norms[row];
            if ((best.Count < Most || (best.TryPeek(out _, out float least) && cosine > least)) && _vectors.Words[row] != word)
            {
                best.Enqueue(row, cosine);
                if (best.Count > Most)
                {
                    best.Dequeue();
                }
            }
        }

        string[] words = new string[best.Count];
        while (best.TryDequeue(out int other, out _))
        {
            words[best.Count] = _vectors.Words[other];
        }

        return words;
    }
}
