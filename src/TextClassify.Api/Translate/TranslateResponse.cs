namespace TextClassify.Api.Translate;

/// <summary>What the texts may translate to, in the order of the inputs.</summary>
internal sealed record TranslateResponse(ModelReference Model, IReadOnlyList<TranslateResult> Results, Timing Timing);

/// <summary>What one text may translate to, or the error in its place.</summary>
internal sealed record TranslateResult
{
    /// <summary>The item's own id.</summary>
    public string? Id { get; init; }

    /// <summary>The text as the model reads it: of SMILES the canonical form, its molecules in the order of their texts.</summary>
    public string? Source { get; init; }

    /// <summary>Symbols of the source that the model does not know; it reads them all as one.</summary>
    public int? UnknownSymbols { get; init; }

    /// <summary>The symbols of the source, in their order; where attention is asked for.</summary>
    public IReadOnlyList<string>? SourceSymbols { get; init; }

    /// <summary>Likeliest first, at most as many as the beam; no two are the same molecule.</summary>
    public IReadOnlyList<CandidateResult>? Candidates { get; init; }

    /// <summary>Why there is no result; then there is nothing else but the id.</summary>
    public ItemError? Error { get; init; }
}

/// <summary>A text that may be the translation.</summary>
internal sealed record CandidateResult
{
    /// <summary>As the model wrote it.</summary>
    public required string Text { get; init; }

    /// <summary>The probability that the model gives it, 0 to 1; of SMILES that of all writings of it that were found.</summary>
    public required double Score { get; init; }

    /// <summary>Whether the text is SMILES; absent from models of other texts.</summary>
    public bool? Valid { get; init; }

    /// <summary>The symbols of the text, in their order; where attention is asked for.</summary>
    public IReadOnlyList<string>? Symbols { get; init; }

    /// <summary>For each symbol of the text the share of attention that each symbol of the source had; they sum to 1.</summary>
    public IReadOnlyList<IReadOnlyList<float>>? Attention { get; init; }

    /// <summary>For each symbol of the text the place in sourceSymbols, from 0, that had the most attention.</summary>
    public IReadOnlyList<int>? Alignment { get; init; }
}
