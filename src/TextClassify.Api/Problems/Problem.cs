namespace TextClassify.Api.Problems;

/// <summary>An expected failure as a value. The detail never holds the user's text, a path or a stack.</summary>
internal sealed record Problem(ProblemType Type, string Detail)
{
    /// <summary>The place in the request, such as <c>inputs[3].text</c>.</summary>
    public string? Where { get; init; }

    /// <summary>The limit that was passed.</summary>
    public long? Limit { get; init; }

    /// <summary>Line of the body, from 1.</summary>
    public long? Line { get; init; }

    /// <summary>Byte in that line, from 1.</summary>
    public long? Byte { get; init; }

    /// <summary>Seconds after which the same request may succeed.</summary>
    public int? RetryAfterSeconds { get; init; }
}
