using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Packaging;

/// <summary>The net itself over a split: the side that a graph is compared with.</summary>
internal static class TorchScoring
{
    public static LabelledLogits Score(TrainedModel model, EncodedSplit split, CancellationToken cancellationToken)
    {
        int classes = model.Labels.Count;
        using var net = new Crnn(model.Recipe.Net, classes);
        net.Load(model.Weights);
        net.eval();
        var words = new WordTable(model.Recipe.Net.EmbeddingWidth, model.Weights["embedding.weight"].Values);

        float[] logits = new float[split.Labels.Length * classes];
        foreach (int[] rows in split.Batches())
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var batch = TokenBatch.Of([.. rows.Select(row => split.Texts[row].Ids)]);
            var values = Crnn.Values(net.Logits(words.Gather(batch), batch).Logits.contiguous());
            for (int i = 0; i < rows.Length; i++)
            {
                values.Slice(i * classes, classes).CopyTo(logits.AsSpan(rows[i] * classes));
            }
        }

        return new LabelledLogits(classes, logits, split.Labels);
    }
}
