using TextClassify.Forward;
using TextClassify.Training.Baseline;
using TextClassify.Training.LabelErrors;
using TextClassify.Training.Packaging;
using TextClassify.Training.Rows;

namespace TextClassify.Training.Augmenting.Texts;

/// <summary>What each word of a text adds to its label, less what it adds to the labels on average.</summary>
internal static class WordEvidence
{
    private const int Parts = 5;
    private const int MostWords = 30_000;
    private const int MostTokens = 10_000;

    /// <summary>By linear models of words, each fitted on the other parts of the rows; [rows][words].</summary>
    public static float[][] Fitted(
        IReadOnlyList<LabelledText> rows, IReadOnlyList<WordText> texts, int seed, CancellationToken cancellationToken)
    {
        string[] labels = [.. rows.Select(row => row.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (labels.Length < 2)
        {
            return [.. texts.Select(text => new float[text.Words.Length])];
        }

        var vocabulary = VocabularyBuilder.Build(rows.Select(row => row.Text), vectors: null, minCount: 1, MostWords);
        var encoder = new TextEncoder(vocabulary, MostTokens);
        int[] folds = Folds.Of(rows, Parts, new Random(seed));
        float[][] evidence = new float[rows.Count][];
        foreach (int fold in folds.Distinct().Order())
        {
            int[] held = [.. Enumerable.Range(0, rows.Count).Where(row => folds[row] == fold)];
            if (fold == Folds.Never)
            {
                // Nothing is known of the label without the row itself.
                foreach (int row in held)
                {
                    evidence[row] = new float[texts[row].Words.Length];
                }

                continue;
            }

            var fitted = EncodedSplit.Encode(rows.Where((_, row) => folds[row] != fold), labels, encoder);
            var judged = EncodedSplit.Encode(held.Select(row => rows[row]), labels, encoder);
            var shares = WordShares.Fit(fitted, judged, vocabulary.Count, labels.Length, cancellationToken);
            foreach (int row in held)
            {
                int label = Array.IndexOf(labels, rows[row].Label);
                evidence[row] = [.. texts[row].Normals.Select(word => Of(shares.Values, vocabulary.IdOf(word), label, labels.Length))];
            }
        }

        return evidence;
    }

    /// <summary>By a package: the exact evidence of its own answer. A word has that of its tokens.</summary>
    /// <exception cref="DataException">It isn't there, is no classifier, gives no evidence, or lacks a label of the rows.</exception>
    public static async Task<float[][]> OfPackageAsync(
        string path, IReadOnlyList<LabelledText> rows, IReadOnlyList<WordText> texts, CancellationToken cancellationToken)
    {
        using var package = await OpenPackage.LoadAsync(path, cancellationToken);
        var labels = package.Model.Labels.ToList();
        float[][] evidence = new float[rows.Count][];
        for (int row = 0; row < evidence.Length; row++)
        {
            int label = labels.IndexOf(rows[row].Label);
            if (label < 0)
            {
                throw new DataException(
                    $"{path} has no label '{rows[row].Label}', which the rows have; it has {string.Join(", ", labels)}.");
            }

            var words = texts[row];
            evidence[row] = new float[words.Words.Length];
            var encoded = package.Model.Encoder.Encode(rows[row].Text);
            if (encoded.Length == 0)
            {
                continue;
            }

            var answer = await package.Model.Forward.RunAsync([encoded.Ids], ForwardOutputs.Evidence, cancellationToken);
            var shares = answer.Results[0].Evidence.ToArray();
            if (shares.Length == 0)
            {
                throw new DataException($"{path} gives no evidence of single words.");
            }

            Add(words, encoded, shares, label, labels.Count, evidence[row]);
        }

        return evidence;
    }

    private static void Add(WordText words, EncodedText encoded, float[] shares, int label, int classes, float[] sums)
    {
        for (int token = 0; token < encoded.Length; token++)
        {
            var span = encoded.Tokens.Span[token];
            int word = Array.FindIndex(words.Ranges, range => range.Start.Value < span.End && span.Start < range.End.Value);
            if (word >= 0)
            {
                sums[word] += Of(shares, token, label, classes);
            }
        }
    }

    private static float Of(float[] values, int row, int label, int classes)
    {
        float mean = values.AsSpan(row * classes, classes).ToArray().Average();
        return values[(row * classes) + label] - mean;
    }
}
