using System.Text.Json;
using TextClassify.Explain.Gradients;
using TextClassify.Forward;
using TextClassify.Language;
using TextClassify.Text;

namespace TextClassify.Explain;

/// <summary>What <see cref="Models.GoldenText.GradientXInput"/> holds, for its writer and its reader.</summary>
public static class GoldenGradient
{
    /// <summary>Gradient times input of the predicted label's logit, one a token.</summary>
    /// <param name="text">At least one token.</param>
    /// <param name="temperature">Of the model.</param>
    /// <param name="model">With a backward pass.</param>
    /// <param name="cancellationToken">Seen between runs.</param>
    public static async Task<float[]> OfAsync(
        EncodedText text, double temperature, IForwardPass model, CancellationToken cancellationToken)
    {
        var explainer = new GradientXInputExplainer();
        var parameters = explainer.Bind(new Dictionary<string, JsonElement>(), model.Shape).Values!;
        var request = new ExplainRequest { Text = text, Temperature = temperature, Parameters = parameters };
        var explanation = await explainer.ExplainAsync(request, model, cancellationToken).ConfigureAwait(false);
        return explanation.Scores;
    }

    /// <summary>The same of the likeliest character behind a text, one a character; what <see cref="Models.GoldenSurprisal.GradientXInput"/> holds.</summary>
    /// <param name="text">Not empty.</param>
    /// <param name="vocabulary">The model's.</param>
    /// <param name="model">With a backward pass.</param>
    /// <param name="cancellationToken">Seen between runs.</param>
    public static async Task<float[]> OfAsync(string text, CharacterVocabulary vocabulary, ILanguagePass model, CancellationToken cancellationToken)
    {
        var window = CharacterWindow.Of(vocabulary, text, text.Length, text.Length);
        var next = await NextCharacter.OpenAsync(model, window.Before, cancellationToken).ConfigureAwait(false);
        return await OfAsync(window.Text, temperature: 1, next, cancellationToken).ConfigureAwait(false);
    }
}
