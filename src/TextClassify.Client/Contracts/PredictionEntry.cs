namespace TextClassify.Client.Contracts;

/// <summary>What was said of one text, as it is recorded.</summary>
public sealed record PredictionEntry
{
    public Guid PredictionId { get; init; }

    /// <summary>Place among the inputs of the request, from 0.</summary>
    public int Item { get; init; }

    public DateTimeOffset At { get; init; }

    public string Model { get; init; } = "";

    public string Version { get; init; } = "";

    /// <summary>The name that the caller gave the group of texts.</summary>
    public string? Cohort { get; init; }

    public string Label { get; init; } = "";

    public float Score { get; init; }

    /// <summary>Labels by falling probability.</summary>
    public IReadOnlyList<LabelScore> Scores { get; init; } = [];

    /// <summary>The largest probability less the second.</summary>
    public float Margin { get; init; }

    /// <summary>In nats.</summary>
    public float Entropy { get; init; }

    public int TokenCount { get; init; }

    public bool Truncated { get; init; }

    public double UnknownShare { get; init; }

    /// <summary>The label that was given later.</summary>
    public string? GivenLabel { get; init; }

    /// <summary>Of one prediction, where shares of tokens are recorded.</summary>
    public IReadOnlyList<RecordedShare>? Evidence { get; init; }

    /// <summary>Where texts are recorded.</summary>
    public string? Text { get; init; }
}
