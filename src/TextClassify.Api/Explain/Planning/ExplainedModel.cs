using TextClassify.Api.Inputs;
using TextClassify.Api.Requests;
using TextClassify.Explain.Catalog;
using TextClassify.Forward;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Sessions;
using TextClassify.Language;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Api.Explain.Planning;

/// <summary>What explanations need of a model, whatever its task.</summary>
internal sealed record ExplainedModel
{
    public required ModelReference Reference { get; init; }

    /// <summary>In the order of the logits.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>What a label is, for a caller who named none of them.</summary>
    public required string LabelsInWords { get; init; }

    /// <summary>Above 0.</summary>
    public required double Temperature { get; init; }

    public required ForwardShape Shape { get; init; }

    /// <summary>Whether slopes come from a backward pass.</summary>
    public required bool HasBackward { get; init; }

    /// <inheritdoc cref="RequestCost.TokenPrice"/>
    public int TokenPrice { get; init; } = 1;

    /// <summary>Runs rows of an input's tokens; what stands before them in the text is read when it is opened.</summary>
    public required Func<EncodedInput, CancellationToken, ValueTask<IForwardPass>> OpenAsync { get; init; }

    /// <summary>The methods it can be explained with.</summary>
    public required ExplainerCatalog Explainers { get; init; }

    /// <summary>Of a request that names none.</summary>
    public required string DefaultMethod { get; init; }

    /// <summary>The number explained when a request names none; null leaves it to the method.</summary>
    public string? DefaultOutput { get; init; }

    /// <summary>Reads a text into words; null where tokens are characters.</summary>
    public TextEncoder? Encoder { get; init; }

    public static ExplainedModel Of(LoadedModel model) => new()
    {
        Reference = ModelLookup.Reference(model),
        Labels = model.Manifest.Labels,
        LabelsInWords = string.Join(", ", model.Manifest.Labels),
        Temperature = model.Manifest.Temperature,
        Shape = model.Forward.Shape,
        HasBackward = model.Manifest.Capabilities.Contains(Capabilities.Gradients),
        OpenAsync = (input, _) => ValueTask.FromResult(Forward(model, input)),
        Explainers = model.Explainers,
        DefaultMethod = "evidence",
        Encoder = model.Encoder,
    };

    public static ExplainedModel Of(LoadedLanguageModel model)
    {
        string[] labels = [.. Enumerable.Range(0, model.Vocabulary.Count).Select(id => model.Vocabulary.NameOf(id))];
        return new ExplainedModel
        {
            Reference = ModelLookup.Reference(model),
            Labels = labels,
            LabelsInWords = $"the {labels.Length - 2} characters the model knows, {CharacterVocabulary.Unknown} for any other and {CharacterVocabulary.Edge} for a text's end",
            Temperature = 1,
            Shape = NextCharacter.ShapeOf(model.Pass),
            HasBackward = model.Manifest.Capabilities?.Contains(Capabilities.Gradients) == true,
            TokenPrice = LanguageCost.TokensOfACharacter,
            OpenAsync = async (input, token) => await NextCharacter.OpenAsync(model.Pass, LanguageWindows.Before(model, input), token),
            Explainers = model.Explainers,
            DefaultMethod = "leave_one_out",
            DefaultOutput = "log_probability",
        };
    }

    /// <summary>Of an aspect: a pass over the same words that reads them for it.</summary>
    private static IForwardPass Forward(LoadedModel model, EncodedInput input) => model.Aspects is { } aspects && input.Aspects is [var aspect]
        ? new AspectForward(aspects).Within(input.Text!.Length, aspect)
        : model.Forward;
}
