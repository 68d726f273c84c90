using TextClassify.Training.Checking;
using static TorchSharp.torch;

namespace TextClassify.Training.Language;

/// <summary>The check of a character net's step.</summary>
internal static class CharacterCheck
{
    private const int MostStreams = 16;
    private const int MostCharacters = 16;

    public static StepCheckReport Run(CharacterNet net, LanguageRecipe recipe, int characters, TimeProvider time)
    {
        var draws = StepRows.Draws();
        int streams = Math.Min(recipe.Training.Streams, MostStreams), window = Math.Min(recipe.Training.Window, MostCharacters);
        using var ids = tensor(StepRows.Labels(streams * window, characters, draws), [window, streams]);
        using var targets = tensor(StepRows.Labels(streams * window, characters, draws), [window, streams]);
        using var random = new Generator(0, CPU);
        using var copy = new CharacterNet(recipe.Net, characters, random);

        var rates = LanguageStep.Rates(recipe.Training);

        // As in prediction: what training leaves out is drawn, in each precision otherwise.
        return StepCheck.Run(
            net,
            copy,
            checkedNet => LanguageStep.Loss(checkedNet.Forward(ids, checkedNet.ZeroState(streams), rates, training: false).Logits, targets),
            time);
    }
}
