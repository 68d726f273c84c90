using System.Text.Json;

namespace TextClassify.Api.Contracts;

/// <summary>Texts whose predictions are to be explained.</summary>
internal sealed record ExplainRequest
{
    /// <summary>A model's name, or name/version; the default model without it.</summary>
    public string? Model { get; init; }

    /// <summary>A text, a list of texts, or a list of objects.</summary>
    public required InputList Inputs { get; init; }

    /// <summary>A method of <c>/explainers</c>; evidence without it.</summary>
    public string? Method { get; init; }

    /// <summary>The label to explain; each text's likeliest without it.</summary>
    public string? Target { get; init; }

    /// <summary>Two labels: why the first rather than the second. Not beside a target.</summary>
    public LabelContrast? Contrast { get; init; }

    /// <summary>The method's parameters by name; defaults and ranges stand in <c>/explainers</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Parameters { get; init; }
}

/// <param name="Target">The label argued for.</param>
/// <param name="Foil">The label argued against.</param>
internal sealed record LabelContrast(string Target, string Foil);
