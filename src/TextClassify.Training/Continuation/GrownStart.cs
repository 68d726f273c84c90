using TextClassify.Training.Rows;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Continuation;

/// <summary>
/// A package's weights with room for more words and labels. At the first step the net says of old labels exactly what the package says:
/// new labels have rows of their own, and new words were unknown to it.
/// </summary>
/// <param name="package">It goes on from.</param>
/// <param name="labels">Old and new ones, in the order of the logits.</param>
internal sealed class GrownStart(StartingPackage package, IReadOnlyList<string> labels)
{
    private const string Output = "output.";

    // New words are few against the 30,000 of a package; a file of another subject may have more of them.
    private const int MostNewWords = 10_000;

    private readonly int[] _old = [.. labels.Select(label => package.Manifest.Labels.ToList().IndexOf(label))];

    /// <summary>The package's words in their rows, and those of the texts that it lacks.</summary>
    public Vocabulary Words(IEnumerable<string> texts, int minCount)
    {
        string[] old = [.. WordsOf(package.Vocabulary)];
        var seen = VocabularyBuilder.Build(texts, vectors: null, minCount, old.Length + MostNewWords);
        return new Vocabulary([.. old, .. WordsOf(seen).Except(old, StringComparer.Ordinal).Take(MostNewWords)]);
    }

    /// <summary>
    /// [V, D+C]: a word's embedding and its share of each logit; of a new word, what the vectors know of it, and no share.
    /// </summary>
    /// <param name="words">From <see cref="Words"/>.</param>
    /// <param name="vectors">Of new words; null where there are none.</param>
    /// <param name="random">Draws the embeddings of words without a vector.</param>
    public WordTable Table(Vocabulary words, WordVectors? vectors, Random random)
    {
        var embedding = package.Weights["embedding.weight"];
        int width = embedding.Shape[1], classes = labels.Count, oldRows = package.Vocabulary.Count;
        var fresh = TableStart.Create(words, vectors is { } known && known.Width == width ? known : null, width, random).Table;
        var table = new WordTable(width + classes, new float[words.Count * (width + classes)]);
        int oldClasses = LinearTerm.WidthOf(package.Weights);
        for (int row = 0; row < words.Count; row++)
        {
            var target = table.Row(row);
            (row < oldRows ? embedding.Values.AsSpan(row * width, width) : fresh.Row(row)).CopyTo(target);
            for (int label = 0; label < classes && row < oldRows && oldClasses > 0; label++)
            {
                target[width + label] =
                    _old[label] < 0 ? 0 : package.Weights[LinearTerm.Name].Values[(row * oldClasses) + _old[label]];
            }
        }

        return table;
    }

    /// <summary>Puts the package's weights into a net whose output layer has been drawn for all labels.</summary>
    public void Fill(Crnn net)
    {
        foreach (var (name, parameter) in net.Weights)
        {
            var values = Crnn.Values(parameter);
            var old = package.Weights[name];
            if (!name.StartsWith(Output, StringComparison.Ordinal))
            {
                old.Values.CopyTo(values);
                continue;
            }

            int size = values.Length / labels.Count;
            for (int label = 0; label < labels.Count; label++)
            {
                if (_old[label] >= 0)
                {
                    old.Values.AsSpan(_old[label] * size, size).CopyTo(values.Slice(label * size, size));
                }
            }
        }
    }

    private static IEnumerable<string> WordsOf(Vocabulary words) => Enumerable.Range(0, words.Count).Select(id => words[id]);

    /// <summary>The table as a run keeps it: embeddings and shares apart.</summary>
    public static WeightTable Parted(WeightTable weights, int width)
    {
        var table = weights["embedding.weight"];
        int rows = table.Shape[0], whole = table.Shape[1];
        float[] embedding = new float[rows * width], shares = new float[rows * (whole - width)];
        for (int row = 0; row < rows; row++)
        {
            var values = table.Values.AsSpan(row * whole, whole);
            values[..width].CopyTo(embedding.AsSpan(row * width));
            values[width..].CopyTo(shares.AsSpan(row * (whole - width)));
        }

        return new(
        [
            new("embedding.weight", [rows, width], embedding),
            .. weights.All.Where(weight => weight.Name != table.Name),
            new(LinearTerm.Name, [rows, whole - width], shares),
        ]);
    }
}
