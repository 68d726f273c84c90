using TextClassify.Api.Streams;

namespace TextClassify.Api.Classify;

/// <summary>The labels of one text, or the error in their place.</summary>
internal sealed record ClassifyResult : IStreamedResult<ClassifyResult>
{
    /// <summary>Place among the lines; in NDJSON answers only.</summary>
    public long? Index { get; init; }

    /// <summary>Line of the body, from 1; in NDJSON answers only, beside an error.</summary>
    public long? Line { get; init; }

    /// <summary>The item's own id.</summary>
    public string? Id { get; init; }

    /// <summary>The part of the text that the labels are about, when one was asked about.</summary>
    public AspectPart? Aspect { get; init; }

    /// <summary>
    /// The labels of several aspects in the order they were asked for, or found; the result then has no labels of its own.
    /// </summary>
    public IReadOnlyList<AspectResult>? Aspects { get; init; }

    /// <summary>The likeliest label; not there where the text gets none, as <see cref="Abstained"/> says.</summary>
    public string? Label { get; init; }

    /// <summary>Its calibrated probability.</summary>
    public float? Score { get; init; }

    /// <summary>Labels by falling probability; they need not add up to 1 where a text may have several labels.</summary>
    public IReadOnlyList<LabelScore>? Scores { get; init; }

    /// <summary>
    /// Why there is no label, of a request with abstain: <c>uncertain</c>, <c>unlike-training</c> or, where the service looks for it,
    /// <c>language</c>. The scores are there all the same.
    /// </summary>
    public string? Abstained { get; init; }

    /// <summary>
    /// Labels by falling probability of which the right one is, in the share of texts that the request's coverage asks for.
    /// </summary>
    public IReadOnlyList<string>? Set { get; init; }

    /// <summary>Share of the tokens read that the model doesn't know, 0 to 1.</summary>
    public float? UnknownShare { get; init; }

    /// <summary>
    /// Where a text may have several labels: those whose score reaches their threshold, the surest first; none of them is an answer too.
    /// Top cuts the scores and not these.
    /// </summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Tokens in the whole text.</summary>
    public int? TokenCount { get; init; }

    /// <summary>Whether the text was longer than the model's token limit, and cut there.</summary>
    public bool? Truncated { get; init; }

    /// <summary>In how many parts the text was read, of a request for whole texts.</summary>
    public int? Parts { get; init; }

    /// <summary>What each source of a case had to do with the answer, in the order of the request.</summary>
    public IReadOnlyList<SourceResult>? Sources { get; init; }

    /// <summary>What was sent between the sources of a case.</summary>
    public CommunicationResult? Communication { get; init; }

    /// <summary>What would have been answered otherwise, when asked for.</summary>
    public AblationResult? Ablation { get; init; }

    /// <summary>
    /// The tokens' shares, when asked for; those of a case stand with its sources, and here is the bias that they add to.
    /// </summary>
    public Evidence? Evidence { get; init; }

    /// <summary>Why there is no result; then there is nothing else but the id.</summary>
    public ItemError? Error { get; init; }

    public ClassifyResult At(long index, long? line) => this with { Index = index, Line = line };
}
