using TextClassify.Training.Checking;
using TextClassify.Training.Nets.Communicating;
using static TorchSharp.torch;

namespace TextClassify.Training.Cases;

/// <summary>The check of a step of nodes that read texts.</summary>
internal static class CaseCheck
{
    public static StepCheckReport Run(CaseNet net, WordTable words, CaseRecipe recipe, TimeProvider time)
    {
        var draws = StepRows.Draws();
        TokenBatch[] tokens =
        [
            .. recipe.Sources.Select(source => StepRows.Tokens(recipe.Training.BatchSize, source.MaxTokens, words.Rows, draws)),
        ];
        int rows = tokens[0].Rows;
        float[] present = new float[rows * tokens.Length];
        Array.Fill(present, 1);
        var batch = new CaseBatch(tokens, present, StepRows.Labels(rows, net.Classes, draws));
        using var random = new Generator(0, CPU);
        using var copy = new CaseNet(recipe.Net, net.Sources, net.Classes, random);
        return StepCheck.Run(net, copy, Loss, time);

        Tensor Loss(CaseNet checkedNet)
        {
            var type = checkedNet.Weights[0].Value.dtype;
            var embedded = words.Gather(batch.Flat()).to(type).requires_grad_(true);
            var here = batch.PresentTensor().to_type(type);
            var outputs = checkedNet.Forward(batch.Cut(embedded), batch.Tokens, new Arrivals(here) { IsHard = true });
            return CaseLoss.Of(outputs, batch, here, recipe.Training);
        }
    }
}
