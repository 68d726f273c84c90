namespace TextClassify.Api.HiddenStates;

/// <summary>The states of the node that reads one source of a case.</summary>
internal sealed record SourceStates
{
    /// <summary>As the request names it.</summary>
    public required string Name { get; init; }

    /// <summary>As in <c>/classify</c>: <c>ok</c>, <c>truncated</c>, <c>silenced</c> or <c>lost</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Tokens in its whole text.</summary>
    public required int TokenCount { get; init; }

    /// <summary>
    /// The first when the node has read its text, then one behind each round of the model; a silenced source hears nobody. Rounds beyond
    /// those asked for bring no message and are steps on what was heard last. Not there where the source is lost.
    /// </summary>
    public StateSequence? Rounds { get; init; }
}
