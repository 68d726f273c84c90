namespace TextClassify.Client.Contracts;

/// <summary>Texts to label.</summary>
public sealed record ClassifyRequest
{
    public required IReadOnlyList<TextInput> Inputs { get; init; }

    /// <summary>A model's name, or name/version; the service's default without it.</summary>
    public string? Model { get; init; }

    /// <summary>How many labels to return, best first; all without it.</summary>
    public int? Top { get; init; }

    /// <summary>Asks for each token's exact share of the best label's logit.</summary>
    public bool? Evidence { get; init; }
}

/// <summary>Labels in the order of the inputs.</summary>
public sealed record ClassifyResponse(ModelReference Model, IReadOnlyList<ClassifyResult> Results, Timing Timing);

/// <summary>The labels of one text, or the error in their place.</summary>
public sealed record ClassifyResult
{
    public string? Id { get; init; }

    /// <summary>The likeliest label; null beside an error.</summary>
    public string? Label { get; init; }

    /// <summary>Its calibrated probability.</summary>
    public float? Score { get; init; }

    /// <summary>Labels by falling probability.</summary>
    public IReadOnlyList<LabelScore>? Scores { get; init; }

    /// <summary>Tokens in the whole text.</summary>
    public int? TokenCount { get; init; }

    /// <summary>Whether the text was longer than the model reads, and cut there.</summary>
    public bool? Truncated { get; init; }

    public Evidence? Evidence { get; init; }

    public ItemError? Error { get; init; }
}

/// <summary>The logit of a label as a sum: logit = bias + the tokens' scores, to float precision.</summary>
public sealed record Evidence(string Target, float Logit, float Bias, IReadOnlyList<TokenScore> Tokens);
