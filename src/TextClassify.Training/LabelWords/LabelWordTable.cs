using TextClassify.Forward;

namespace TextClassify.Training.LabelWords;

/// <summary>
/// The words that drive each label: a model's own evidence, which adds up to its logits, summed by word over labelled texts. What a word
/// adds to all labels alike decides nothing and is left out, unless a row may have several labels.
/// </summary>
internal static class LabelWordTable
{
    /// <summary>Rows a word must be in: of one row alone it may be anything.</summary>
    private const int LeastRows = 2;

    /// <summary>Of the sum of a label's first word; what is below drives nothing.</summary>
    private const double LeastShare = 0.01;

    /// <summary>For each class, its words of positive sum, the largest first.</summary>
    /// <param name="split">The texts.</param>
    /// <param name="results">What the model said of them, with evidence.</param>
    /// <param name="classes">C.</param>
    /// <param name="most">Words a label.</param>
    public static IReadOnlyList<IReadOnlyList<LabelWord>> Of(
        EncodedSplit split, IReadOnlyList<ForwardResult> results, int classes, int most)
    {
        var words = new Dictionary<string, Tally>(StringComparer.Ordinal);
        double[] shares = new double[classes];
        for (int row = 0; row < results.Count; row++)
        {
            string text = split.Rows[row].Text;
            var spans = split.Texts[row].Tokens.Span;
            for (int token = 0; token < spans.Length; token++)
            {
                string word = text.Substring(spans[token].Start, spans[token].Length).ToLowerInvariant();
                if (!words.TryGetValue(word, out var tally))
                {
                    words.Add(word, tally = new(classes));
                }

                Shares(results[row].Evidence.AsSpan(token * classes, classes), split.Targets is null, shares);
                tally.Add(row, shares);
            }
        }

        return
        [
            .. Enumerable.Range(0, classes).Select(label =>
            {
                LabelWord[] first =
                [
                    .. words.Where(pair => pair.Value.Rows >= LeastRows && pair.Value.Sums[label] > 0)
                        .OrderByDescending(pair => pair.Value.Sums[label]).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(most)
                        .Select(pair => new LabelWord(
                            pair.Key, pair.Value.Rows, pair.Value.Sums[label], pair.Value.Sums[label] / pair.Value.Places)),
                ];
                return first.Where(word => word.Sum >= LeastShare * first[0].Sum).ToArray();
            }),
        ];
    }

    private static void Shares(ReadOnlySpan<float> evidence, bool exclusive, Span<double> shares)
    {
        double sum = 0;
        foreach (float share in evidence)
        {
            sum += exclusive ? share : 0;
        }

        for (int label = 0; label < shares.Length; label++)
        {
            shares[label] = evidence[label] - (sum / evidence.Length);
        }
    }

    private sealed class Tally(int classes)
    {
        private int _lastRow = -1;

        public double[] Sums { get; } = new double[classes];

        public int Rows { get; private set; }

        public int Places { get; private set; }

        public void Add(int row, ReadOnlySpan<double> shares)
        {
            Rows += row == _lastRow ? 0 : 1;
            _lastRow = row;
            Places++;
            for (int label = 0; label < shares.Length; label++)
            {
                Sums[label] += shares[label];
            }
        }
    }
}
