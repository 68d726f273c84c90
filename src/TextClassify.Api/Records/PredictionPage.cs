namespace TextClassify.Api.Records;

/// <summary>Predictions, newest first.</summary>
/// <param name="AsOf">The moment of which the answer is.</param>
/// <param name="Predictions">One a text.</param>
/// <param name="Next">Where the next page begins, for <c>after</c>; null behind the last.</param>
internal sealed record PredictionPage(DateTimeOffset AsOf, IReadOnlyList<PredictionEntry> Predictions, string? Next);

/// <summary>What was said of one text.</summary>
internal sealed record PredictionEntry
{
    /// <summary>Of the answer.</summary>
    public required Guid PredictionId { get; init; }

    /// <summary>Place among the inputs of the request, from 0.</summary>
    public required int Item { get; init; }

    /// <summary>When it was answered.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>The name that the caller gave the group of texts.</summary>
    public string? Cohort { get; init; }

    /// <summary>The likeliest label.</summary>
    public required string Label { get; init; }

    /// <summary>Its calibrated probability.</summary>
    public required float Score { get; init; }

    /// <summary>Labels by falling probability.</summary>
    public required IReadOnlyList<LabelScore> Scores { get; init; }

    /// <summary>The largest probability less the second.</summary>
    public required float Margin { get; init; }

    /// <summary>Of the probabilities, in nats.</summary>
    public required float Entropy { get; init; }

    /// <summary>Tokens in the whole text.</summary>
    public required int TokenCount { get; init; }

    /// <summary>Whether the text was longer than the model's token limit, and cut there.</summary>
    public required bool Truncated { get; init; }

    /// <summary>Share of the tokens read that the vocabulary lacks.</summary>
    public required double UnknownShare { get; init; }

    /// <summary>The label that was given later; null without one.</summary>
    public string? GivenLabel { get; init; }

    /// <summary>Each token's share of the label's logit, to a 256th; of one prediction, where evidence is recorded.</summary>
    public IReadOnlyList<RecordedShare>? Evidence { get; init; }

    /// <summary>Where texts are recorded.</summary>
    public string? Text { get; init; }
}

/// <param name="Text">The token as the vocabulary has it.</param>
/// <param name="Score">Its share of the label's logit.</param>
internal sealed record RecordedShare(string Text, float Score);
