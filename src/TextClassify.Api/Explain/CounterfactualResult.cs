namespace TextClassify.Api.Explain;

/// <summary>
/// The smallest edits found that give the text another label; <c>/classify</c> gives the edited text that label with that score.
/// </summary>
internal sealed record CounterfactualResult
{
    /// <summary>Whether there is one within the method's limits.</summary>
    public required bool Found { get; init; }

    /// <summary>Why there is none.</summary>
    public string? Reason { get; init; }

    /// <summary>The edited text.</summary>
    public string? Text { get; init; }

    /// <summary>The label of the edited text.</summary>
    public string? Label { get; init; }

    /// <summary>Its calibrated probability.</summary>
    public float? Score { get; init; }

    /// <summary>The edits in the order of the text. Without any single one of them the label is not reached.</summary>
    public IReadOnlyList<EditResult>? Edits { get; init; }

    /// <summary>Labels of the text as it was sent, by falling probability.</summary>
    public required IReadOnlyList<LabelScore> ScoresBefore { get; init; }

    /// <summary>Labels of the edited text, by falling probability.</summary>
    public IReadOnlyList<LabelScore>? ScoresAfter { get; init; }
}

/// <param name="Token">Place among the tokens of the text as it was sent, from 0.</param>
/// <param name="Start">First UTF-16 code unit, in the text as it was sent.</param>
/// <param name="End">The UTF-16 code unit after the last, in the text as it was sent.</param>
/// <param name="Before">What stood there; a deleted word may take a blank along.</param>
/// <param name="After">What stands there now; empty for a deletion.</param>
/// <param name="EditedStart">Start in the edited text.</param>
/// <param name="EditedEnd">End in the edited text.</param>
internal sealed record EditResult(int Token, int Start, int End, string Before, string After, int EditedStart, int EditedEnd);
