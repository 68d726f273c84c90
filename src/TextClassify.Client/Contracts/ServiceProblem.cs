namespace TextClassify.Client.Contracts;

/// <summary>What the service says of a request it did not answer (RFC 9457).</summary>
public sealed record ServiceProblem
{
    /// <summary>Stable URN to switch on, such as <c>urn:textclassify:text-too-long</c>; about:blank where something before the service
    /// answered.</summary>
    public string Type { get; init; } = "about:blank";

    public string Title { get; init; } = "";

    public int Status { get; init; }

    /// <summary>What was wrong and what to change.</summary>
    public string? Detail { get; init; }

    /// <summary>The place in the request, such as <c>inputs[3].text</c>.</summary>
    public string? Where { get; init; }

    public long? Limit { get; init; }

    /// <summary>Under which the service's log has it.</summary>
    public string? RequestId { get; init; }
}
