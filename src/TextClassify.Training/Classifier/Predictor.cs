using static TorchSharp.torch;

namespace TextClassify.Training.Classifier;

/// <summary>Runs a net over a split in Torch.</summary>
internal static class Predictor
{
    public static LabelledLogits Score(
        Crnn net, WordTable words, EncodedSplit split, CancellationToken cancellationToken = default) => Score(
        net.Classes,
        split,
        rows =>
        {
            var batch = TokenBatch.Of([.. rows.Select(row => split.Texts[row].Ids)]);
            return net.Logits(words.Gather(batch), batch).Logits;
        },
        cancellationToken);

    /// <summary>The same of any net.</summary>
    /// <param name="classes">C.</param>
    /// <param name="split">Whose rows run in batches of similar length.</param>
    /// <param name="logitsOf">Of these rows, [B,C].</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static LabelledLogits Score(
        int classes, EncodedSplit split, Func<int[], Tensor> logitsOf, CancellationToken cancellationToken)
    {
        using var frozen = no_grad();
        float[] logits = new float[split.Texts.Count * classes];
        foreach (int[] rows in split.Batches())
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var scores = Crnn.Values(logitsOf(rows).contiguous());
            for (int i = 0; i < rows.Length; i++)
            {
                scores.Slice(i * classes, classes).CopyTo(logits.AsSpan(rows[i] * classes));
            }
        }

        return split.Logits(classes, logits);
    }
}
