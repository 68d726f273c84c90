using static TorchSharp.torch;

namespace TextClassify.Training.Classifier;

/// <summary>What a step of a classifier makes smaller, penalty included.</summary>
internal static class ClassifierLoss
{
    /// <param name="outputs">Of the net.</param>
    /// <param name="labels">[B].</param>
    /// <param name="finerLabels">[B]; null where the net has no finer classes.</param>
    /// <param name="options">Weights of its parts.</param>
    /// <param name="targets">[B,C], 1 where a row has the label, in place of the labels where it may have several.</param>
    public static Tensor Of(
        (Tensor Logits, Tensor? Finer, Tensor WordWeights) outputs,
        long[] labels,
        long[]? finerLabels,
        TrainingOptions options,
        float[]? targets = null)
    {
        var loss = targets is null
            ? CrossEntropy(outputs.Logits, labels, options, options.ClassWeights)
            : OfEach(outputs.Logits, targets, options.ClassWeights);
        if (outputs.Finer is not null)
        {
            loss += options.FinerLabelWeight * CrossEntropy(outputs.Finer, finerLabels!, options);
        }

        if (options.RedundancyPenalty > 0)
        {
            loss += options.RedundancyPenalty * Redundancy(outputs.WordWeights);
        }

        return loss;
    }

    private static Tensor CrossEntropy(Tensor logits, long[] labels, TrainingOptions options, IReadOnlyList<double>? weights = null)
    {
        var weight = weights is null ? null : tensor([.. weights.Select(value => (float)value)]).to_type(logits.dtype);
        return nn.functional.cross_entropy(logits, tensor(labels), weight, label_smoothing: options.LabelSmoothing);
    }

    /// <summary>Binary cross-entropy, summed over labels, the mean of the rows; a weight is of rows that have the label.</summary>
    private static Tensor OfEach(Tensor logits, float[] targets, IReadOnlyList<double>? weights)
    {
        var weight = weights is null ? null : tensor([.. weights.Select(value => (float)value)]).to_type(logits.dtype);
        var wanted = tensor(targets, logits.shape).to_type(logits.dtype);
        return nn.functional.binary_cross_entropy_with_logits(logits, wanted, pos_weights: weight, reduction: nn.Reduction.None)
            .sum([1L]).mean();
    }

    /// <summary>||A A' - I||^2, Lin et al. 2017, mean over the batch.</summary>
    private static Tensor Redundancy(Tensor wordWeights)
    {
        var overlap = wordWeights.bmm(wordWeights.transpose(1, 2)) - eye(wordWeights.size(1));
        return overlap.square().sum([1L, 2L]).mean();
    }
}
