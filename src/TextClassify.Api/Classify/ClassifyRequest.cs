using TextClassify.Api.Memory;

namespace TextClassify.Api.Classify;

/// <summary>Texts to label.</summary>
internal sealed record ClassifyRequest
{
    /// <summary>No model has more labels; the model's own number is a limit below it that cuts and does not refuse.</summary>
    public const int MaxTop = 10_000;

    /// <summary>Each costs as much as a text.</summary>
    public const int MaxWritings = 32;

    /// <summary>A model's name, or name/version; the default model without it.</summary>
    public string? Model { get; init; }

    /// <summary>A text or an object with a text, or a list of them.</summary>
    public required InputList Inputs { get; init; }

    /// <summary>How many labels to return, best first; all without it.</summary>
    [Within(1, MaxTop)]
    public int? Top { get; init; }

    /// <summary>Whether to return each token's exact share of the best label's logit, from the same pass.</summary>
    public bool? Evidence { get; init; }

    /// <summary>Whether evidence also has each sentence's share, its tokens' sum; asked for with evidence. Cases have none.</summary>
    public bool? Sentences { get; init; }

    /// <summary>
    /// Whether a text that is longer than the model's limit is read whole, in parts whose logits are averaged by their tokens, in place of
    /// being cut. Evidence still adds up to the logit. The sources of a case are cut all the same.
    /// </summary>
    public bool? WholeText { get; init; }

    /// <summary>
    /// SMILES: the mean over so many random writings of each text, 1 to 32, the same ones for a text each time. Evidence is of the text's
    /// atoms then, and still adds up to the logit; without it each text is read as it is sent.
    /// </summary>
    [Within(1, MaxWritings)]
    public int? Writings { get; init; }

    /// <summary>
    /// The share of answers that may be wrong, such as 0.05. A text whose likeliest label is not sure enough for it gets no label and the
    /// reason; the threshold was fitted on the package's development texts, so that the promise holds for texts like these, in 95 of 100
    /// packages. A package without such texts, or with too few for the share, refuses.
    /// </summary>
    [Within(0.001, 0.5)]
    public double? Abstain { get; init; }

    /// <summary>The share of texts whose set of labels is to hold the right one, such as 0.95; the result then has the set.</summary>
    [Within(0.5, 0.999)]
    public double? Coverage { get; init; }

    /// <summary>How the sources of a case talk; for models of several sources.</summary>
    public CommunicationRequest? Communication { get; init; }

    /// <summary>
    /// What of a case is to be answered otherwise too: <c>none</c> without messages, <c>each</c> without each source, <c>edges</c> without
    /// each source's messages to each other.
    /// </summary>
    [Most(3)]
    public IReadOnlyList<string>? Ablations { get; init; }

    /// <summary>
    /// Milliseconds from the reading of the request in which the answer is wanted, from 1 to the service's request timeout. What the queue
    /// can't reach in time is refused at once; what has not begun by then is not run. The texts of a list that had begun are answered.
    /// </summary>
    [Within(1, nameof(LimitsOptions.MaxDeadlineMs))]
    public int? DeadlineMs { get; init; }

    /// <summary>
    /// A name for the group of texts, of at most 64 letters, digits and signs: a shop, a campaign, an experiment. It is recorded, and
    /// questions about predictions may name it.
    /// </summary>
    [ReadBy(typeof(CohortName))]
    public string? Cohort { get; init; }

    /// <summary>
    /// <c>required</c> answers when the predictions are on the disk, or with 503 recording-unavailable. Without it the answer waits for
    /// nothing, and what can't be recorded is counted.
    /// </summary>
    [ReadBy(typeof(RecordMode))]
    public string? Record { get; init; }
}
