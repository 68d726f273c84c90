using System.Text.Json.Nodes;

namespace TextClassify.Client.Contracts;

/// <summary>Texts whose predictions are to be explained, by one method.</summary>
public sealed record ExplainRequest
{
    public required IReadOnlyList<TextInput> Inputs { get; init; }

    /// <summary>A model's name, or name/version; the service's default without it.</summary>
    public string? Model { get; init; }

    /// <summary>A method of <c>/explainers</c>; evidence without it, or leave_one_out where the model gives none.</summary>
    public string? Method { get; init; }

    /// <summary>The method's parameters by name; defaults and ranges stand in <c>/explainers</c>.</summary>
    public JsonObject? Parameters { get; init; }

    /// <summary>The label to explain; each text's likeliest without it. For counterfactual, the label to reach.</summary>
    public string? Target { get; init; }

    /// <summary>Two labels: why the first rather than the second. Not beside a target.</summary>
    public LabelContrast? Contrast { get; init; }

    /// <summary>The number explained: logit, probability, log_odds or log_probability.</summary>
    public string? Output { get; init; }

    /// <summary>Of a language model and one text: the UTF-16 code unit before which the character stands that is explained; the text's end
    /// without it.</summary>
    public int? Position { get; init; }

    /// <summary>Of a language model: how many characters before the position get a score, 256 without it.</summary>
    public int? Context { get; init; }

    /// <summary>Milliseconds for each text; what is not done then is the best answer so far, not converged.</summary>
    public int? DeadlineMs { get; init; }
}

/// <summary>Why <paramref name="Target"/> rather than <paramref name="Foil"/>.</summary>
public sealed record LabelContrast(string Target, string Foil);

/// <summary>Explanations in the order of the inputs.</summary>
public sealed record ExplainResponse(ModelReference Model, MethodUse Method, IReadOnlyList<ExplainResult> Results);

/// <summary>The method, and every parameter with the value that was used.</summary>
public sealed record MethodUse(string Name, IReadOnlyDictionary<string, JsonElement> Parameters);

/// <summary>The explanation of one text, or the error in its place.</summary>
public sealed record ExplainResult
{
    public string? Id { get; init; }

    /// <summary>The part of the text that was asked about, by models of aspects.</summary>
    public AspectPart? Aspect { get; init; }

    /// <summary>The label of the text or the aspect, whatever the target.</summary>
    public LabelScore? Prediction { get; init; }

    public LabelIndex? Target { get; init; }

    public LabelIndex? Foil { get; init; }

    public int? TokenCount { get; init; }

    public bool? Truncated { get; init; }

    /// <summary>Of a case, where each source's text stands in the texts joined by line feeds, of which the tokens' offsets are.</summary>
    public IReadOnlyList<SourcePlace>? Sources { get; init; }

    public IReadOnlyList<TokenScore>? Tokens { get; init; }

    public Certificate? Certificate { get; init; }

    /// <summary>What else the method found, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Facts { get; init; }

    /// <summary>The edited text and its label, as the service sends it; only by the method counterfactual.</summary>
    public JsonElement? Counterfactual { get; init; }

    /// <summary>True when the deadline passed before the method was done.</summary>
    public bool? Interrupted { get; init; }

    public ExplanationCost? Cost { get; init; }

    public ItemError? Error { get; init; }
}

/// <summary>A label and its place among the model's.</summary>
public sealed record LabelIndex(string Label, int Index);

/// <summary>What the scores must sum to, what they do, and whether that is close enough.</summary>
public sealed record Certificate(double? Expected, double Sum, double? Residual, double? Tolerance, bool? Converged);

/// <summary>Rows run through the model, and milliseconds.</summary>
public sealed record ExplanationCost(int ModelCalls, double Milliseconds);
