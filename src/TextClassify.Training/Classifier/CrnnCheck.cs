using TextClassify.Training.Checking;
using static TorchSharp.torch;

namespace TextClassify.Training.Classifier;

/// <summary>The check of a classifier's step.</summary>
internal static class CrnnCheck
{
    public static StepCheckReport Run(Crnn net, WordTable words, Recipe recipe, TimeProvider time)
    {
        var draws = StepRows.Draws();
        var batch = StepRows.Tokens(recipe.Training.BatchSize, recipe.MaxTokens, words.Rows, draws);
        long[] labels = StepRows.Labels(batch.Rows, net.Classes, draws);
        long[]? finer = net.FinerClasses > 0 ? StepRows.Labels(batch.Rows, net.FinerClasses, draws) : null;
        using var copy = new Crnn(recipe.Net, net.Classes, net.FinerClasses);
        return StepCheck.Run(net, copy, Loss, time);

        Tensor Loss(Crnn checkedNet)
        {
            var embedded = words.Gather(batch).to(checkedNet.Weights[0].Value.dtype).requires_grad_(true);
            return ClassifierLoss.Of(checkedNet.Logits(embedded, batch), labels, finer, recipe.Training);
        }
    }
}
