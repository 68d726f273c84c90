namespace TextClassify.Api.Language;

/// <summary>How surprising the texts are, in the order of the inputs.</summary>
internal sealed record ScoreResponse(ModelReference Model, IReadOnlyList<ScoreResult> Results, Timing Timing);

/// <summary>How surprising one text is, or the error in its place.</summary>
internal sealed record ScoreResult
{
    /// <summary>The item's own id.</summary>
    public string? Id { get; init; }

    /// <summary>Mean of the surprisal: bits the model needs for a character. The text's end is not counted.</summary>
    public double? BitsPerCharacter { get; init; }

    /// <summary>Characters of the text (Unicode scalar values).</summary>
    public int? CharacterCount { get; init; }

    /// <summary>Characters that the model does not know; it reads them all as one.</summary>
    public int? UnknownCharacters { get; init; }

    /// <summary>Where the text stands among texts of the kind the model was trained on.</summary>
    public OutOfDistributionResult? Ood { get; init; }

    /// <summary>
    /// -log2 of each character's probability after those before it; at least 20.1, what it takes to name one of Unicode's, for one that the
    /// model does not know.
    /// </summary>
    public IReadOnlyList<float>? Surprisal { get; init; }

    /// <summary>Where each character starts, in UTF-16 code units; it ends where the next one starts, the last at the text's end.</summary>
    public IReadOnlyList<int>? Offsets { get; init; }

    /// <summary>Why there is no result; then there is nothing else but the id.</summary>
    public ItemError? Error { get; init; }
}

/// <param name="Percentile">Share of the reference passages that surprise less, 0 to 100.</param>
internal sealed record OutOfDistributionResult(double Percentile);
