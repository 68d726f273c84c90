using TextClassify.Api.Streams;

namespace TextClassify.Api.Explain;

/// <summary>
/// The explanation of one text, or the error in its place. With several methods, their explanations and how far they agree.
/// </summary>
internal sealed record ExplainResult : ExplanationBody, IStreamedResult<ExplainResult>
{
    public ExplainResult()
    {
    }

    public ExplainResult(ExplanationBody body)
        : base(body)
    {
    }

    /// <summary>Place among the lines; in NDJSON answers only.</summary>
    public long? Index { get; init; }

    /// <summary>Line of the body, from 1; in NDJSON answers only, beside an error.</summary>
    public long? Line { get; init; }

    /// <summary>The item's own id.</summary>
    public string? Id { get; init; }

    /// <summary>The part of the text that was asked about, by models of aspects.</summary>
    public AspectPart? Aspect { get; init; }

    /// <summary>The label of the text or the aspect, whatever the target.</summary>
    public LabelScore? Prediction { get; init; }

    /// <summary>Tokens in the whole text.</summary>
    public int? TokenCount { get; init; }

    /// <summary>Whether the text was longer than the model's token limit, and cut there.</summary>
    public bool? Truncated { get; init; }

    /// <summary>
    /// Of a case, where each source's text stands in the texts joined by line feeds: the offsets of its tokens are of those.
    /// </summary>
    public IReadOnlyList<SourcePlace>? Sources { get; init; }

    /// <summary>One a method, when the request named several; then the result has no scores of its own.</summary>
    public IReadOnlyList<MethodExplanation>? Explanations { get; init; }

    /// <summary>How far the methods order the tokens alike.</summary>
    public AgreementResult? Agreement { get; init; }

    /// <summary>Why there is no result; then there is nothing else but the id.</summary>
    public ItemError? Error { get; init; }

    public ExplainResult At(long index, long? line) => this with { Index = index, Line = line };
}

/// <summary>One of several explanations of a text.</summary>
internal sealed record MethodExplanation : ExplanationBody
{
    public MethodExplanation(MethodUse method, ExplanationBody body)
        : base(body)
    {
        Method = method;
    }

    /// <summary>The method and its parameters.</summary>
    public MethodUse Method { get; init; }
}
