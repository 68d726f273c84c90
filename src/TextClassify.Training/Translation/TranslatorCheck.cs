using TextClassify.Training.Checking;
using TextClassify.Training.Nets.Translation;
using TextClassify.Translation;
using static TorchSharp.torch;

namespace TextClassify.Training.Translation;

/// <summary>The check of a translator's step, on made-up pairs.</summary>
internal static class TranslatorCheck
{
    private const int MostRows = 16;
    private const int MostSymbols = 12;

    public static StepCheckReport Run(TranslatorNet net, TranslatorRecipe recipe, int symbols, TimeProvider time)
    {
        var draws = StepRows.Draws();
        int rows = Math.Min(recipe.Training.BatchSize, MostRows), most = Math.Min(recipe.MaxSymbols, MostSymbols);
        var batch = PairBatch.Of([.. Enumerable.Range(0, rows).Select(_ => new EncodedPair(Ids(), Ids()))]);
        using var inputs = batch.InputTensor();
        using var targets = batch.TargetTensor();
        using var random = new Generator(0, CPU);
        using var copy = new TranslatorNet(recipe.Net, symbols, random);
        return StepCheck.Run(
            net, copy, checkedNet => TranslatorScorer.Loss(checkedNet.Forward(batch.Source, inputs).Logits, targets), time);

        ushort[] Ids()
        {
            ushort[] ids = new ushort[draws.Next(1, most + 1)];
            for (int i = 0; i < ids.Length; i++)
            {
                ids[i] = (ushort)draws.Next(SymbolVocabulary.Reserved, symbols);
            }

            return ids;
        }
    }
}
