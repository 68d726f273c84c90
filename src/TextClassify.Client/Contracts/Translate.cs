namespace TextClassify.Client.Contracts;

/// <summary>Texts to be translated; what is null is the service's default.</summary>
public sealed record TranslateRequest
{
    public required IReadOnlyList<TextInput> Inputs { get; init; }

    /// <summary>A translator's name, or name/version; the first one without it.</summary>
    public string? Model { get; init; }

    /// <summary>Texts that are followed side by side, and candidates at most.</summary>
    public int? Beam { get; init; }

    /// <summary>Asks where the model looked as it wrote each symbol.</summary>
    public bool? Attention { get; init; }

    /// <summary>
    /// Milliseconds from the reading of the request in which the answer is wanted; a wait for a turn ends then, as a
    /// <see cref="ServiceFailedException"/>.
    /// </summary>
    public int? DeadlineMs { get; init; }
}

/// <summary>What the texts may translate to, in the order of the inputs.</summary>
public sealed record TranslateResponse(ModelReference Model, IReadOnlyList<TranslateResult> Results, Timing Timing);

/// <summary>What one text may translate to, or the error in its place.</summary>
public sealed record TranslateResult
{
    public string? Id { get; init; }

    /// <summary>The text as the model reads it.</summary>
    public string? Source { get; init; }

    public int? UnknownSymbols { get; init; }

    public IReadOnlyList<string>? SourceSymbols { get; init; }

    /// <summary>Likeliest first.</summary>
    public IReadOnlyList<CandidateResult>? Candidates { get; init; }

    public ItemError? Error { get; init; }
}

/// <summary>A text that may be the translation.</summary>
public sealed record CandidateResult
{
    public required string Text { get; init; }

    /// <summary>The model's probability, 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>Whether the text is SMILES; null from models of other texts.</summary>
    public bool? Valid { get; init; }

    public IReadOnlyList<string>? Symbols { get; init; }

    /// <summary>For each symbol of the text the share of attention of each symbol of the source.</summary>
    public IReadOnlyList<IReadOnlyList<float>>? Attention { get; init; }

    /// <summary>For each symbol of the text the place in the source's symbols that had the most attention.</summary>
    public IReadOnlyList<int>? Alignment { get; init; }
}
