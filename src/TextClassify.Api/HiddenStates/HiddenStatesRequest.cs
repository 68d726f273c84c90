using TextClassify.Api.Classify;

namespace TextClassify.Api.HiddenStates;

/// <summary>Texts whose hidden states are asked for.</summary>
internal sealed record HiddenStatesRequest
{
    public const int MaxNeighbours = 50;

    /// <summary>Of states, of what is included and of readings; there are fewer of each.</summary>
    public const int MaxWords = 16;

    /// <summary>A model's name, or name/version; the default model without it.</summary>
    public string? Model { get; init; }

    /// <summary>A text or an object with a text, or a list of them.</summary>
    public required InputList Inputs { get; init; }

    /// <summary>
    /// forward, backward, word; all that the model has without it. A language model has forward states, one a character; a model of aspects
    /// has no word states. rounds are those of a model of several sources, by source and round, with distance and vectors alone; such a
    /// model has no others.
    /// </summary>
    [Most(MaxWords)]
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>
    /// expectedPrediction, distance, entropy, confidence, vectors, wordWeights; expectedPrediction, distance, entropy and confidence
    /// without it. positions and neighbours are of the package's reference maps; a kind of state without one has none. A language model
    /// gives distance, vectors, zones (what its gates were made of) and zoneNorms; distance and zoneNorms without it. A model of aspects
    /// gives zones and zoneNorms too.
    /// </summary>
    [Most(MaxWords)]
    public IReadOnlyList<string>? Include { get; init; }

    /// <summary>
    /// Readings of the expected prediction: local, cumulative, prefix; local and cumulative without it. prefix runs the model on
    /// every beginning of the text, so it costs as many runs as there are tokens; a beginning need not hold the aspect, so models of
    /// aspects have none.
    /// </summary>
    [Most(MaxWords)]
    public IReadOnlyList<string>? ExpectedPrediction { get; init; }

    /// <summary>How vectors are written: base64-f32le (the default), base64-f16le or numbers.</summary>
    public string? Encoding { get; init; }

    /// <summary>How many neighbours to return by state, 1 to 50; 5 without it.</summary>
    [Within(1, MaxNeighbours)]
    public int? Neighbours { get; init; }

    /// <summary>How the sources of a case talk; for models of several sources, with the states rounds.</summary>
    public CommunicationRequest? Communication { get; init; }

    /// <summary>
    /// Milliseconds from the reading of the request in which the answer is wanted, from 1 to the service's request timeout. What the queue
    /// can't reach in time is refused at once; what has not begun by then is not run. The texts of a list that had begun are answered; of a
    /// language model, all or none.
    /// </summary>
    [Within(1, nameof(LimitsOptions.MaxDeadlineMs))]
    public int? DeadlineMs { get; init; }
}
