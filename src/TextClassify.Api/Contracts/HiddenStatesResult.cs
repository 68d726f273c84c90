namespace TextClassify.Api.Contracts;

/// <summary>The steps of one text, or the error in their place.</summary>
internal sealed record HiddenStatesResult
{
    /// <summary>The item's own id.</summary>
    public string? Id { get; init; }

    /// <summary>The label of the whole text; a language model has none.</summary>
    public LabelScore? Prediction { get; init; }

    /// <summary>Tokens in the whole text.</summary>
    public int? TokenCount { get; init; }

    /// <summary>Whether the text was longer than the model's token limit, and cut there.</summary>
    public bool? Truncated { get; init; }

    /// <summary>The tokens, a language model's characters; every list below has one entry a token, in this order.</summary>
    public IReadOnlyList<Token>? Tokens { get; init; }

    /// <summary>The states asked for.</summary>
    public StateSet? States { get; init; }

    /// <summary>The zones of a language model's gates.</summary>
    public ZoneSequence? Zones { get; init; }

    /// <summary>Probabilities by token and label.</summary>
    public ExpectedPrediction? ExpectedPrediction { get; init; }

    /// <summary>Entropy in nats of the cumulative expected prediction, by token.</summary>
    public float[]? Entropy { get; init; }

    /// <summary>Highest probability of the cumulative expected prediction, by token.</summary>
    public float[]? Confidence { get; init; }

    /// <summary>The convolution's word weights by aspect and token; each row sums to 1.</summary>
    public float[][]? WordWeights { get; init; }

    /// <summary>Why there is no result; then there is nothing else but the id.</summary>
    public ItemError? Error { get; init; }
}
