using TextClassify.Explain.Gradients;

namespace TextClassify.Explain.Golden;

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
        IExplainer explainer = new GradientXInputExplainer();
        var parameters = explainer.Bind(new Dictionary<string, JsonElement>(), model.Shape).Values!;
        var request = new ExplanationQuery { Text = text, Temperature = temperature, Parameters = parameters };
        var explanation = await explainer.ExplainAsync(request, model, cancellationToken).ConfigureAwait(false);
        return explanation.Scores;
    }
}
