using TextClassify.Explain.Golden;
using TextClassify.Language;

namespace TextClassify.Inference.Kinds.Language;

/// <summary>What <see cref="Models.Language.GoldenSurprisal.GradientXInput"/> holds, for its writer and its reader.</summary>
internal static class GoldenCharacterGradient
{
    /// <summary>Gradient times input of the likeliest character behind a text, one a character.</summary>
    /// <param name="text">Not empty.</param>
    /// <param name="vocabulary">The model's.</param>
    /// <param name="model">With a backward pass.</param>
    /// <param name="cancellationToken">Seen between runs.</param>
    public static async Task<float[]> OfAsync(
        string text, CharacterVocabulary vocabulary, ILanguagePass model, CancellationToken cancellationToken)
    {
        var window = CharacterWindow.Of(vocabulary, text, text.Length, text.Length);
        var next = await NextCharacter.OpenAsync(model, window.Before, cancellationToken).ConfigureAwait(false);
        return await GoldenGradient.OfAsync(window.Text, temperature: 1, next, cancellationToken).ConfigureAwait(false);
    }
}
