namespace TextClassify.Client.Contracts;

/// <summary>Texts to label.</summary>
public sealed record ClassifyRequest
{
    public required IReadOnlyList<TextInput> Inputs { get; init; }

    /// <summary>A model's name, or name/version; the service's default without it.</summary>
    public string? Model { get; init; }

    /// <summary>How many labels to return, best first; all without it.</summary>
    public int? Top { get; init; }

    /// <summary>Asks for each token's exact share of the best label's logit.</summary>
    public bool? Evidence { get; init; }

    /// <summary>Asks for each sentence's share too, beside evidence.</summary>
    public bool? Sentences { get; init; }

    /// <summary>Whether texts longer than the model's limit are read whole, in parts, in place of being cut.</summary>
    public bool? WholeText { get; init; }

    /// <summary>SMILES: the mean over so many random writings of each text, 1 to 32; null reads each as it is sent.</summary>
    public int? Writings { get; init; }

    /// <summary>The share of answers that may be wrong; a text that is not sure enough for it gets no label and a reason.</summary>
    public double? Abstain { get; init; }

    /// <summary>The share of texts whose <see cref="ClassifyResult.Set"/> is to hold the right label.</summary>
    public double? Coverage { get; init; }

    /// <summary>How the sources of a case talk; for models of several sources.</summary>
    public CommunicationRequest? Communication { get; init; }

    /// <summary>What of a case is to be answered otherwise too: "none" without messages, "each" without each source, "edges" without each
    /// source's messages to each other.</summary>
    public IReadOnlyList<string>? Ablations { get; init; }

    /// <summary>
    /// Milliseconds from the reading of the request in which the answer is wanted. A busy service refuses at once what it can't reach in
    /// time, as a
    /// <see cref="ServiceBusyException"/> after the retries; what has not begun by then is not run, and fails as a
    /// <see cref="ServiceFailedException"/> or as its own place in a list.
    /// </summary>
    public int? DeadlineMs { get; init; }

    /// <summary>A name for the group of texts, recorded with the predictions.</summary>
    public string? Cohort { get; init; }

    /// <summary>"required" for an answer that comes when its predictions are on the service's disk, or fails.</summary>
    public string? Record { get; init; }
}

/// <summary>Labels in the order of the inputs.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Results">One an input.</param>
/// <param name="Timing">Where the time went.</param>
/// <param name="PredictionId">Names the answer in the service's record; null where nothing is recorded.</param>
public sealed record ClassifyResponse(
    ModelReference Model, IReadOnlyList<ClassifyResult> Results, Timing Timing, Guid? PredictionId = null);

/// <summary>The labels of one text, or the error in their place.</summary>
public sealed record ClassifyResult
{
    public string? Id { get; init; }

    /// <summary>The part of the text that the labels are about, when one was asked about.</summary>
    public AspectPart? Aspect { get; init; }

    /// <summary>The labels of several aspects in the order they were asked for, or found; the result then has no labels of its
    /// own.</summary>
    public IReadOnlyList<AspectResult>? Aspects { get; init; }

    /// <summary>The likeliest label; null beside an error, and where the text gets none.</summary>
    public string? Label { get; init; }

    /// <summary>Its calibrated probability.</summary>
    public float? Score { get; init; }

    /// <summary>Labels by falling probability; they need not add up to 1 where a text may have several labels.</summary>
    public IReadOnlyList<LabelScore>? Scores { get; init; }

    /// <summary>Why there is no label, of a request with a share of wrong answers: "uncertain", "unlike-training" or "language".</summary>
    public string? Abstained { get; init; }

    /// <summary>Labels of which the right one is, in the share of texts asked for; null where none was.</summary>
    public IReadOnlyList<string>? Set { get; init; }

    /// <summary>Share of the tokens read that the model doesn't know, 0 to 1.</summary>
    public float? UnknownShare { get; init; }

    /// <summary>
    /// Where a text may have several labels: those whose score reaches their threshold, the surest first, perhaps none; null where one
    /// label excludes the others.
    /// </summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Tokens in the whole text.</summary>
    public int? TokenCount { get; init; }

    /// <summary>Whether the text was longer than the model reads, and cut there.</summary>
    public bool? Truncated { get; init; }

    /// <summary>In how many parts the text was read, where whole texts were asked for.</summary>
    public int? Parts { get; init; }

    /// <summary>What each source of a case had to do with the answer, in the order of the request.</summary>
    public IReadOnlyList<SourceResult>? Sources { get; init; }

    /// <summary>What was sent between the sources of a case.</summary>
    public CommunicationResult? Communication { get; init; }

    /// <summary>What would have been answered otherwise, when asked for.</summary>
    public AblationResult? Ablation { get; init; }

    public Evidence? Evidence { get; init; }

    public ItemError? Error { get; init; }
}

/// <summary>The logit of a label as a sum: logit = bias + the tokens' scores, to float precision.</summary>
/// <param name="Target">The label.</param>
/// <param name="Logit">Its logit, before temperature.</param>
/// <param name="Bias">What the logit holds before any token speaks.</param>
/// <param name="Tokens">The tokens' shares.</param>
/// <param name="Sentences">The same sum by sentences, when asked for.</param>
public sealed record Evidence(
    string Target, float Logit, float Bias, IReadOnlyList<TokenScore> Tokens, IReadOnlyList<SentenceScore>? Sentences = null);

/// <summary>A sentence in UTF-16 code units, and the sum of its tokens' shares.</summary>
public sealed record SentenceScore(int Index, string Text, int Start, int End, float Score);

/// <summary>A part of a text in UTF-16 code units, and how it reads.</summary>
public sealed record AspectPart(int Start, int End, string Text);

/// <summary>The labels of one of several aspects of a text.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">The code unit after the last.</param>
/// <param name="Text">The text from start to end.</param>
/// <param name="Label">The likeliest label.</param>
/// <param name="Score">Its calibrated probability.</param>
/// <param name="Scores">Labels by falling probability.</param>
/// <param name="Evidence">When asked for.</param>
public sealed record AspectResult(
    int Start, int End, string Text, string Label, float Score, IReadOnlyList<LabelScore> Scores, Evidence? Evidence = null);
