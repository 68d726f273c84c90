namespace TextClassify.Api.HiddenStates;

/// <summary>The steps of one text, or the error in their place.</summary>
internal sealed record HiddenStatesResult
{
    /// <summary>The item's own id.</summary>
    public string? Id { get; init; }

    /// <summary>The part of the text that was asked about, by models of aspects.</summary>
    public AspectPart? Aspect { get; init; }

    /// <summary>The label of the whole text or the aspect; a language model has none.</summary>
    public LabelScore? Prediction { get; init; }

    /// <summary>Tokens in the whole text.</summary>
    public int? TokenCount { get; init; }

    /// <summary>Whether the text was longer than the model's token limit, and cut there.</summary>
    public bool? Truncated { get; init; }

    /// <summary>The tokens, a language model's characters; every list below has one entry a token, in this order.</summary>
    public IReadOnlyList<Token>? Tokens { get; init; }

    /// <summary>The states asked for.</summary>
    public StateSet? States { get; init; }

    /// <summary>The zones of the gates of a language model, or of an aspect model's left-to-right recurrence.</summary>
    public ZoneSequence? Zones { get; init; }

    /// <summary>The zones of an aspect model's right-to-left recurrence, in the order of the text.</summary>
    public ZoneSequence? BackwardZones { get; init; }

    /// <summary>The states of a case by source and round, in the order of the request; there are no tokens beside them.</summary>
    public IReadOnlyList<SourceStates>? Sources { get; init; }

    /// <summary>Probabilities by token and label.</summary>
    public ExpectedPrediction? ExpectedPrediction { get; init; }

    /// <summary>Entropy in nats of the cumulative expected prediction, by token.</summary>
    public float[]? Entropy { get; init; }

    /// <summary>Highest probability of the cumulative expected prediction, by token.</summary>
    public float[]? Confidence { get; init; }

    /// <summary>The word weights by row and token; each row sums to 1. Of a model of aspects one row, the aspect's attention.</summary>
    public float[][]? WordWeights { get; init; }

    /// <summary>Why there is no result; then there is nothing else but the id.</summary>
    public ItemError? Error { get; init; }
}
