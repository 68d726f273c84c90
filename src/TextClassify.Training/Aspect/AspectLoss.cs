using static TorchSharp.torch;

namespace TextClassify.Training.Aspect;

/// <summary>What a step of an aspect model makes smaller: the aspects' mean cross-entropy by weight, and the tags' beside it.</summary>
internal static class AspectLoss
{
    /// <param name="net">Gives the answers.</param>
    /// <param name="embedded">x, [T,B,D].</param>
    /// <param name="batch">The texts, their aspects and tags.</param>
    /// <param name="weights">Of each aspect.</param>
    /// <param name="training">Weights of the loss's parts.</param>
    /// <param name="dropout">Zero for checks.</param>
    public static Tensor Of(
        AspectNet net, Tensor embedded, AspectBatch batch, float[] weights, AspectTraining training, AspectDropout dropout = default)
    {
        var states = net.Encode(embedded, batch.Tokens, dropout);
        var losses = nn.functional.cross_entropy(
            net.Read(states, batch.Places, dropout).Logits,
            tensor(batch.Labels),
            reduction: nn.Reduction.None,
            label_smoothing: training.LabelSmoothing);
        var loss = (losses * tensor(weights)).sum().Over(weights.Sum());

        // A sum, since a batch without tags has no mean.
        var tags = nn.functional.cross_entropy(
            net.Tags(states).flatten(0, 1), tensor(batch.Tags), ignore_index: AspectBatch.NoTag, reduction: nn.Reduction.Sum);
        int tagged = batch.Tags.Count(tag => tag != AspectBatch.NoTag);
        return loss.Plus(tags.Times(training.TagWeight / Math.Max(1, tagged)));
    }
}
