namespace TextClassify.Api.Problems;

/// <summary>RFC 9457 problem, sent as <c>application/problem+json</c>.</summary>
internal sealed record ProblemDocument
{
    /// <summary>Stable URN to switch on, such as <c>urn:textclassify:text-too-long</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The type in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What was wrong and what to change.</summary>
    public required string Detail { get; init; }

    /// <summary>The place in the request, such as <c>inputs[3].text</c>.</summary>
    public string? Where { get; init; }

    /// <summary>The limit that was passed.</summary>
    public long? Limit { get; init; }

    /// <summary>Line of the body at which reading stopped, from 1.</summary>
    public long? Line { get; init; }

    /// <summary>Byte in that line, from 1.</summary>
    public long? Byte { get; init; }

    /// <summary>The request's id, also in the header <c>X-Request-Id</c> and in the log.</summary>
    public string? RequestId { get; init; }
}
