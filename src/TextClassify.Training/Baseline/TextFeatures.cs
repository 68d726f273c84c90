using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using TextClassify.Text.Words;

namespace TextClassify.Training.Baseline;

/// <summary>TF-IDF of one and two words in a row (Sparck Jones 1972), as scikit-learn's <c>TfidfVectorizer</c> weighs them with
/// <c>sublinear_tf</c>: (1 + ln count) (1 + ln((1 + texts) / (1 + texts with it))), each text's vector of length 1.</summary>
internal sealed class TextFeatures
{
    private readonly Dictionary<string, int> _index;
    private readonly float[] _weights;

    private TextFeatures(Dictionary<string, int> index, float[] weights) => (_index, _weights) = (index, weights);

    /// <summary>F.</summary>
    public int Count => _weights.Length;

    public static TextFeatures Of(IReadOnlyCollection<string> texts)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            foreach (string gram in Grams(text).Distinct(StringComparer.Ordinal))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(seen, gram, out _)++;
            }
        }

        string[] grams = [.. seen.Keys.Order(StringComparer.Ordinal)];
        return new(
            grams.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal),
            [.. grams.Select(gram => (float)(1 + Math.Log((1.0 + texts.Count) / (1 + seen[gram]))))]);
    }

    public SparseRow Read(string text)
    {
        var counts = new SortedDictionary<int, int>();
        foreach (string gram in Grams(text))
        {
            if (_index.TryGetValue(gram, out int feature))
            {
                counts[feature] = counts.GetValueOrDefault(feature) + 1;
            }
        }

        float[] values = [.. counts.Select(pair => (float)(1 + Math.Log(pair.Value)) * _weights[pair.Key])];
        if (values.Length > 0)
        {
            TensorPrimitives.Divide(values, TensorPrimitives.Norm<float>(values), values);
        }

        return new([.. counts.Keys], values);
    }

    private static IEnumerable<string> Grams(string text)
    {
        var words = new List<string>();
        foreach (var token in WordTokenizer.Enumerate(text))
        {
            words.Add(token.Normal.ToString());
        }

        for (int i = 0; i < words.Count; i++)
        {
            yield return words[i];
            if (i > 0)
            {
                yield return $"{words[i - 1]} {words[i]}";
            }
        }
    }
}
