namespace TextClassify.Api.Classify;

/// <summary>What one source of a case had to do with the answer.</summary>
internal sealed record SourceResult
{
    /// <summary>As the request names it.</summary>
    public required string Name { get; init; }

    /// <summary><c>ok</c>, <c>truncated</c>, <c>silenced</c>, <c>lost</c> (no word, or no node), <c>late</c> or <c>refused</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why a node's source takes no part, or does not tell its tokens; the rest of a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>Tokens in its whole text.</summary>
    public required int TokenCount { get; init; }

    /// <summary>
    /// Its part of the logit of the best label: the bias and the sources' shares are the logit, to float precision. Not there where it
    /// takes no part.
    /// </summary>
    public float? Share { get; init; }

    /// <summary>What it says by itself, hearing nobody; not there where it is lost.</summary>
    public LabelScore? Alone { get; init; }

    /// <summary>Its tokens' parts of its share, when asked for; offsets are of its own text.</summary>
    public IReadOnlyList<TokenScore>? Tokens { get; init; }
}

/// <summary>What was sent between the sources of a case.</summary>
/// <param name="Rounds">Exchanges.</param>
/// <param name="Messages">Sent in all of them.</param>
/// <param name="Bytes">Their payload.</param>
/// <param name="Influence">What each source's messages to each other do, when asked for.</param>
/// <param name="Nodes">What went to nodes in other processes and came back; not there where this process answered.</param>
internal sealed record CommunicationResult(
    int Rounds, int Messages, int Bytes, IReadOnlyList<EdgeInfluence>? Influence = null, NodesResult? Nodes = null);

/// <summary>Payloads between the service and the nodes of one case, all that was asked otherwise among them.</summary>
/// <param name="Questions">That were sent.</param>
/// <param name="SentBytes">Their payload.</param>
/// <param name="ReceivedBytes">Payload of the replies.</param>
internal sealed record NodesResult(int Questions, long SentBytes, long ReceivedBytes);

/// <summary>What the messages of one source to another do.</summary>
/// <param name="From">The sender.</param>
/// <param name="To">The receiver.</param>
/// <param name="Logit">What the best label's logit loses without them.</param>
internal sealed record EdgeInfluence(string From, string To, float Logit);

/// <summary>What would have been answered otherwise.</summary>
/// <param name="WithoutCommunication">No message being sent, when asked for.</param>
/// <param name="Without">Without each source, by its name, when asked for; not without the only one.</param>
internal sealed record AblationResult(
    AblatedAnswer? WithoutCommunication, IReadOnlyDictionary<string, AblatedAnswer>? Without);

/// <summary>An answer of a part of a case.</summary>
/// <param name="Label">The likeliest label.</param>
/// <param name="Score">Its calibrated probability.</param>
/// <param name="Logit">What the logit of the whole case's label is then.</param>
internal sealed record AblatedAnswer(string Label, float Score, float Logit);
