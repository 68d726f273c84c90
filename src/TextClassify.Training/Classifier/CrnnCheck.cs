using TextClassify.Training.Checking;
using static TorchSharp.torch;

namespace TextClassify.Training.Classifier;

/// <summary>The check of a classifier's step.</summary>
internal static class CrnnCheck
{
    /// <param name="net">To be checked.</param>
    /// <param name="words">Its table.</param>
    /// <param name="recipe">It is trained by.</param>
    /// <param name="hasSets">Rows may have several labels.</param>
    /// <param name="time">Measures it.</param>
    public static StepCheckReport Run(Crnn net, WordTable words, Recipe recipe, bool hasSets, TimeProvider time)
    {
        var draws = StepRows.Draws();
        var batch = StepRows.Tokens(recipe.Training.BatchSize, recipe.MaxTokens, words.Rows, draws);
        long[] labels = StepRows.Labels(batch.Rows, net.Classes, draws);
        long[]? finer = net.FinerClasses > 0 ? StepRows.Labels(batch.Rows, net.FinerClasses, draws) : null;
        float[]? targets = hasSets
            ? [.. labels.SelectMany(label => Enumerable.Range(0, net.Classes).Select(other => other == label ? 1f : 0))]
            : null;
        using var copy = new Crnn(recipe.Net, net.Classes, net.FinerClasses);
        return StepCheck.Run(net, copy, Loss, time);

        Tensor Loss(Crnn checkedNet)
        {
            var embedded = words.Gather(batch).to(checkedNet.Weights[0].Value.dtype).requires_grad_(true);
            return ClassifierLoss.Of(checkedNet.Logits(embedded, batch), labels, finer, recipe.Training, targets);
        }
    }
}
