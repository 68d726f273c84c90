namespace TextClassify.Client.Contracts;

/// <summary>Texts whose hidden states are asked for.</summary>
public sealed record HiddenStatesRequest
{
    public required IReadOnlyList<TextInput> Inputs { get; init; }

    /// <summary>A model's name, or name/version; the service's default without it.</summary>
    public string? Model { get; init; }

    /// <summary>forward, backward, word; all that the model has without it. A language model has forward states, one a character; a model
    /// of aspects has no word states. A model of several sources has rounds, by source and round.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>
    /// expectedPrediction, distance, entropy, confidence, vectors, wordWeights, positions or neighbours; the first four without it. Of a
    /// language model distance, vectors, zones or zoneNorms; distance and zoneNorms without it. A model of aspects gives zones and
    /// zoneNorms too.
    /// </summary>
    public IReadOnlyList<string>? Include { get; init; }

    /// <summary>local, cumulative, prefix; the first two without it.</summary>
    public IReadOnlyList<string>? ExpectedPrediction { get; init; }

    /// <summary>base64-f32le (the default), base64-f16le or numbers.</summary>
    public string? Encoding { get; init; }

    /// <summary>How the sources of a case talk, with the states rounds.</summary>
    public CommunicationRequest? Communication { get; init; }

    /// <summary>
    /// Milliseconds from the reading of the request in which the answer is wanted. A busy service refuses at once what it can't reach in
    /// time, as a
    /// <see cref="ServiceBusyException"/> after the retries; what has not begun by then is not run, and fails as a
    /// <see cref="ServiceFailedException"/> or as its own place in a list.
    /// </summary>
    public int? DeadlineMs { get; init; }
}

/// <summary>Hidden states in the order of the inputs.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Labels">The model's labels in the order of every list of probabilities here.</param>
/// <param name="Results">One an input.</param>
/// <param name="Timing">Where the time went.</param>
public sealed record HiddenStatesResponse(
    ModelReference Model, IReadOnlyList<string> Labels, IReadOnlyList<HiddenStatesResult> Results, Timing Timing);

/// <summary>The steps of one text, one entry of every list a token, or the error in their place.</summary>
public sealed record HiddenStatesResult
{
    public string? Id { get; init; }

    /// <summary>The part of the text that was asked about, by models of aspects.</summary>
    public AspectPart? Aspect { get; init; }

    public LabelScore? Prediction { get; init; }

    public int? TokenCount { get; init; }

    public bool? Truncated { get; init; }

    public IReadOnlyList<Token>? Tokens { get; init; }

    public StateSet? States { get; init; }

    /// <summary>The zones of the gates of a language model, or of an aspect model's left-to-right recurrence.</summary>
    public ZoneSequence? Zones { get; init; }

    /// <summary>The zones of an aspect model's right-to-left recurrence, in the order of the text.</summary>
    public ZoneSequence? BackwardZones { get; init; }

    /// <summary>The states of a case by source and round.</summary>
    public IReadOnlyList<SourceStates>? Sources { get; init; }

    public ExpectedPrediction? ExpectedPrediction { get; init; }

    /// <summary>In nats, of the cumulative expected prediction.</summary>
    public IReadOnlyList<float>? Entropy { get; init; }

    public IReadOnlyList<float>? Confidence { get; init; }

    public IReadOnlyList<IReadOnlyList<float>>? WordWeights { get; init; }

    public ItemError? Error { get; init; }
}

/// <summary>A token and its place in the text, in UTF-16 code units.</summary>
public sealed record Token(int Index, string Text, int Start, int End, bool OutOfVocabulary);

/// <summary>The states asked for, by kind.</summary>
public sealed record StateSet(StateSequence? Forward, StateSequence? Backward, StateSequence? Word);

/// <summary>The states of one kind.</summary>
public sealed record StateSequence
{
    /// <summary>Numbers in one state.</summary>
    public int Width { get; init; }

    /// <summary>Euclidean, to the state read just before.</summary>
    public IReadOnlyList<float>? Distance { get; init; }

    public StateVectors? Vectors { get; init; }

    /// <summary>x and y of each state in the reference map.</summary>
    public IReadOnlyList<IReadOnlyList<float>>? Positions { get; init; }
}

/// <summary>The states of the node that reads one source of a case.</summary>
/// <param name="Name">Of the source.</param>
/// <param name="Status">ok, truncated, silenced or lost.</param>
/// <param name="TokenCount">Tokens in its whole text.</param>
/// <param name="Rounds">First when it has read, then one a round; null where the source is lost.</param>
public sealed record SourceStates(string Name, string Status, int TokenCount, StateSequence? Rounds);

/// <summary>The composed zones that a multi-zone layer made its gates of; every list has one entry a step: a character or a
/// token.</summary>
/// <param name="Count">Zones of a step.</param>
/// <param name="Width">Numbers in one zone.</param>
/// <param name="Norms">Euclidean norm of each zone, by step and zone.</param>
/// <param name="Vectors">The zones; a row holds those of one step, one after another.</param>
public sealed record ZoneSequence(int Count, int Width, IReadOnlyList<IReadOnlyList<float>>? Norms, StateVectors? Vectors);

/// <summary>Probabilities by token and label.</summary>
public sealed record ExpectedPrediction(
    IReadOnlyList<IReadOnlyList<float>>? Local,
    IReadOnlyList<IReadOnlyList<float>>? Cumulative,
    IReadOnlyList<IReadOnlyList<float>>? Prefix);
