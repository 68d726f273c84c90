using static TorchSharp.torch;

namespace TextClassify.Training.Classifier;

/// <summary>Runs a net over a split in Torch.</summary>
internal static class Predictor
{
    public static LabelledLogits Score(Crnn net, WordTable words, EncodedSplit split, CancellationToken cancellationToken = default)
    {
        using var frozen = no_grad();
        float[] logits = new float[split.Texts.Count * net.Classes];
        foreach (int[] rows in split.Batches())
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = TokenBatch.Of([.. rows.Select(row => split.Texts[row].Ids)]);
            var scores = Crnn.Values(net.Logits(words.Gather(batch), batch).Logits.contiguous());
            for (int i = 0; i < rows.Length; i++)
            {
                scores.Slice(i * net.Classes, net.Classes).CopyTo(logits.AsSpan(rows[i] * net.Classes));
            }
        }

        return split.Logits(net.Classes, logits);
    }
}
