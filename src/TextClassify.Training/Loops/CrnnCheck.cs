using TextClassify.Training.Checking;
using TextClassify.Training.Data;
using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Loops;

/// <summary>The check of a classifier's step.</summary>
internal static class CrnnCheck
{
    /// <inheritdoc cref="StepCheck.Run"/>
    /// <param name="net">About to be trained.</param>
    /// <param name="words">Its embedding table.</param>
    /// <param name="recipe">Of the run.</param>
    /// <param name="finerClasses">Of the net; 0 for none.</param>
    /// <param name="time">Measures.</param>
    public static StepCheckReport Run(Crnn net, WordTable words, Recipe recipe, int finerClasses, TimeProvider time)
    {
        var draws = StepRows.Draws();
        var batch = StepRows.Tokens(recipe.Training.BatchSize, recipe.MaxTokens, words.Rows, draws);
        long[] labels = StepRows.Labels(batch.Rows, net.Classes, draws);
        long[]? finer = finerClasses > 0 ? StepRows.Labels(batch.Rows, finerClasses, draws) : null;
        using var copy = new Crnn(recipe.Net, net.Classes, finerClasses);
        return StepCheck.Run(net, copy, Loss, time);

        Tensor Loss(Crnn checkedNet)
        {
            var embedded = words.Gather(batch).to(checkedNet.Weights[0].Value.dtype).requires_grad_(true);
            return TrainingStep.Loss(checkedNet.Logits(embedded, batch), labels, finer, recipe.Training);
        }
    }
}
