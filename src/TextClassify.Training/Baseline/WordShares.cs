namespace TextClassify.Training.Baseline;

/// <summary>The linear term's fit: a logistic regression of how often each word stands in a text.</summary>
internal sealed class WordShares
{
    private static readonly double[] Strengths = [0.1, 0.3, 1, 3];

    private WordShares(float[] values, LinearWeights weights, float[] devLogits) =>
        (Values, Bias, DevLogits) = (values, weights.Bias, devLogits);

    /// <summary>[V,C]: what a word adds to each logit, before <see cref="LinearTerm.Scale"/>.</summary>
    public float[] Values { get; }

    /// <summary>[C].</summary>
    public float[] Bias { get; }

    /// <summary>[rows, C], of the development rows.</summary>
    public float[] DevLogits { get; }

    /// <summary>Fits every strength on the training rows and keeps the one with the least loss on the development rows.</summary>
    /// <param name="train">To fit.</param>
    /// <param name="dev">To choose on.</param>
    /// <param name="words">V.</param>
    /// <param name="classes">C.</param>
    /// <param name="cancellationToken">Seen before each strength.</param>
    public static WordShares Fit(EncodedSplit train, EncodedSplit dev, int words, int classes, CancellationToken cancellationToken)
    {
        float[] rarities = Rarities(train, words);
        SparseRow[] rows = [.. train.Texts.Select(text => Read(text.Ids.Span, rarities))];
        SparseRow[] held = [.. dev.Texts.Select(text => Read(text.Ids.Span, rarities))];
        LinearWeights? best = null;
        float[] logits = [];
        double least = double.PositiveInfinity;
        foreach (double strength in Strengths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var weights = LogisticRegression.Fit(rows, train, words, classes, strength);
            float[] scores = weights.Score(held);
            double loss = TemperatureScaling.Loss(dev.Logits(classes, scores), 1);
            if (loss < least)
            {
                (best, logits, least) = (weights, scores, loss);
            }
        }

        float[] values = new float[words * classes];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = best![i % classes, i / classes] * rarities[i / classes];
        }

        return new(values, best!, logits);
    }

    /// <summary>Inverse frequency of each word in the training texts; 0 of words that none has, and of padding and unknown words.</summary>
    private static float[] Rarities(EncodedSplit train, int words)
    {
        int[] texts = new int[words];
        foreach (var text in train.Texts)
        {
            foreach (int id in text.Ids.ToArray().Distinct())
            {
                texts[id]++;
            }
        }

        return
        [
            .. texts.Select((count, id) => count == 0 || id is Vocabulary.PadId or Vocabulary.UnknownId
                ? 0f
                : (float)(1 + Math.Log((1.0 + train.Texts.Count) / (1 + count)))),
        ];
    }

    private static SparseRow Read(ReadOnlySpan<int> ids, float[] rarities)
    {
        double scale = LinearTerm.Scale(ids.Length);
        var counts = new SortedDictionary<int, int>();
        foreach (int id in ids)
        {
            if (rarities[id] > 0)
            {
                counts[id] = counts.GetValueOrDefault(id) + 1;
            }
        }

        return new([.. counts.Keys], [.. counts.Select(pair => (float)(pair.Value * rarities[pair.Key] * scale))]);
    }
}
