namespace TextClassify.Client.Contracts;

/// <summary>Texts to be measured by a language model.</summary>
public sealed record ScoreRequest
{
    public required IReadOnlyList<TextInput> Inputs { get; init; }

    /// <summary>A language model's name, or name/version; the first one without it.</summary>
    public string? Model { get; init; }

    /// <summary>Asks for the surprisal of every character.</summary>
    public bool? Characters { get; init; }

    /// <summary>
    /// Milliseconds from the reading of the request in which the answer is wanted; a wait for a turn ends then, as a
    /// <see cref="ServiceFailedException"/>.
    /// </summary>
    public int? DeadlineMs { get; init; }
}

/// <summary>How surprising the texts are, in the order of the inputs.</summary>
public sealed record ScoreResponse(ModelReference Model, IReadOnlyList<ScoreResult> Results, Timing Timing);

/// <summary>How surprising one text is, or the error in its place.</summary>
public sealed record ScoreResult
{
    public string? Id { get; init; }

    public double? BitsPerCharacter { get; init; }

    public int? CharacterCount { get; init; }

    public int? UnknownCharacters { get; init; }

    public OutOfDistribution? Ood { get; init; }

    /// <summary>-log2 of each character's probability after those before it.</summary>
    public IReadOnlyList<float>? Surprisal { get; init; }

    public IReadOnlyList<int>? Offsets { get; init; }

    public ItemError? Error { get; init; }
}

/// <summary>Share of the reference passages that surprise less, 0 to 100.</summary>
public sealed record OutOfDistribution(double Percentile);

/// <summary>What to write on from, and how; what is null is the service's default.</summary>
public sealed record GenerateRequest
{
    public string? Model { get; init; }

    public string? Prompt { get; init; }

    public int? Length { get; init; }

    public double? Temperature { get; init; }

    public int? TopK { get; init; }

    public double? TopP { get; init; }

    /// <summary>The same seed gives the same text.</summary>
    public int? Seed { get; init; }

    public IReadOnlyList<string>? Stop { get; init; }
}

/// <summary>What was written, and why it ended: length, stop or edge.</summary>
public sealed record GenerateResponse(ModelReference Model, string Text, int CharacterCount, string End, int UnknownCharacters);
