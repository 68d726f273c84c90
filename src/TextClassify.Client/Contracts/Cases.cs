namespace TextClassify.Client.Contracts;

/// <summary>How the sources of a case talk.</summary>
/// <param name="Rounds">Exchanges of messages; the model's own number without it.</param>
/// <param name="Silence">Sources that take no part, as if they had not been sent.</param>
public sealed record CommunicationRequest(int? Rounds = null, IReadOnlyList<string>? Silence = null);

/// <summary>What one source of a case had to do with the answer.</summary>
/// <param name="Name">As the request names it.</param>
/// <param name="Status">"ok", "truncated", "silenced", "lost", "late" or "refused".</param>
/// <param name="TokenCount">Tokens in its whole text.</param>
/// <param name="Share">Its part of the best label's logit; null where it takes no part.</param>
/// <param name="Alone">What it says by itself; null where it is lost.</param>
/// <param name="Tokens">Its tokens' parts of its share, when asked for; offsets are of its own text.</param>
/// <param name="Reason">Why a node's source takes no part, or does not tell its tokens.</param>
public sealed record SourceResult(
    string Name,
    string Status,
    int TokenCount,
    float? Share = null,
    LabelScore? Alone = null,
    IReadOnlyList<TokenScore>? Tokens = null,
    string? Reason = null);

/// <summary>What was sent between the sources of a case.</summary>
/// <param name="Rounds">Exchanges.</param>
/// <param name="Messages">Sent in all of them.</param>
/// <param name="Bytes">Their payload.</param>
/// <param name="Influence">What each source's messages to each other do, when asked for.</param>
/// <param name="Nodes">What went to nodes in other processes and came back; null where the service answered by itself.</param>
public sealed record CommunicationResult(
    int Rounds, int Messages, int Bytes, IReadOnlyList<EdgeInfluence>? Influence = null, NodesResult? Nodes = null);

/// <summary>Payloads between the service and the nodes of one case.</summary>
/// <param name="Questions">That were sent.</param>
/// <param name="SentBytes">Their payload.</param>
/// <param name="ReceivedBytes">Payload of the replies.</param>
public sealed record NodesResult(int Questions, long SentBytes, long ReceivedBytes);

/// <summary>What the best label's logit loses without the messages of one source to another.</summary>
public sealed record EdgeInfluence(string From, string To, float Logit);

/// <summary>What would have been answered otherwise.</summary>
/// <param name="WithoutCommunication">No message being sent.</param>
/// <param name="Without">Without each source, by its name.</param>
public sealed record AblationResult(
    AblatedAnswer? WithoutCommunication = null, IReadOnlyDictionary<string, AblatedAnswer>? Without = null);

/// <summary>An answer of a part of a case.</summary>
/// <param name="Label">The likeliest label.</param>
/// <param name="Score">Its calibrated probability.</param>
/// <param name="Logit">What the logit of the whole case's label is then.</param>
public sealed record AblatedAnswer(string Label, float Score, float Logit);

/// <summary>Where a source's text stands in the texts of its case, joined by line feeds; UTF-16 code units.</summary>
public sealed record SourcePlace(string Name, int Start, int End);
