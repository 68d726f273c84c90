namespace TextClassify.Api.Language;

/// <summary>Texts to measure.</summary>
internal sealed record ScoreRequest
{
    /// <summary>A language model's name, or name/version; the first language model without it.</summary>
    public string? Model { get; init; }

    /// <summary>A text, a list of texts, or a list of objects.</summary>
    public required InputList Inputs { get; init; }

    /// <summary>Whether to return every character's surprisal; true without it.</summary>
    public bool? Characters { get; init; }

    /// <summary>
    /// Milliseconds from the reading of the request in which the answer is wanted, from 1 to the service's request timeout. What has not
    /// begun by then is not run; of a list, all are answered or none.
    /// </summary>
    [Within(1, nameof(LimitsOptions.MaxDeadlineMs))]
    public int? DeadlineMs { get; init; }
}
