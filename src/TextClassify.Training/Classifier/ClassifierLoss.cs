using static TorchSharp.torch;

namespace TextClassify.Training.Classifier;

/// <summary>What a step of a classifier makes smaller, penalty included.</summary>
internal static class ClassifierLoss
{
    /// <param name="outputs">Of the net.</param>
    /// <param name="labels">[B]; -1 of a row without.</param>
    /// <param name="finerLabels">[B], -1 of a row without; null where the net has no finer classes.</param>
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
            loss = loss.Plus(CrossEntropy(outputs.Finer, finerLabels!, options).Times(options.FinerLabelWeight));
        }

        if (options.RedundancyPenalty > 0)
        {
            loss = loss.Plus(Redundancy(outputs.WordWeights).Times(options.RedundancyPenalty));
        }

        return loss;
    }

    /// <summary>
    /// Mean squared error of logits whose mean over labels is taken off, over the rows that a teacher has read; Tang et al. (2019) found it
    /// better than the cross-entropy of what the teacher holds likely.
    /// </summary>
    /// <param name="logits">[B,C].</param>
    /// <param name="lessons">[B][C], centred; null of a row without.</param>
    /// <param name="weight">Of the whole.</param>
    public static Tensor OfLessons(Tensor logits, IReadOnlyList<float[]?> lessons, double weight)
    {
        var taught = lessons.Index().Where(lesson => lesson.Item is not null).ToArray();
        var rows = logits.index_select(0, tensor(Array.ConvertAll(taught, lesson => (long)lesson.Index)));
        var wanted = tensor(taught.SelectMany(lesson => lesson.Item!).ToArray(), rows.shape).to_type(logits.dtype);
        return rows.Minus(rows.mean([1L], keepdim: true)).Minus(wanted).Squared().mean().Times(weight);
    }

    private static Tensor CrossEntropy(Tensor logits, long[] labels, TrainingOptions options, IReadOnlyList<double>? weights = null)
    {
        if (Array.TrueForAll(labels, label => label < 0))
        {
            // The mean over no row is no number.
            return logits.sum() * Scalars.Zero;
        }

        var weight = weights is null ? null : tensor([.. weights.Select(value => (float)value)]).to_type(logits.dtype);
        return nn.functional.cross_entropy(
            logits, tensor(labels), weight, ignore_index: -1, label_smoothing: options.LabelSmoothing);
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
        var overlap = wordWeights.bmm(wordWeights.transpose(1, 2)).Minus(eye(wordWeights.size(1)));
        return overlap.Squared().sum([1L, 2L]).mean();
    }
}
