namespace TextClassify.Api.Inputs;

/// <summary>One of the texts of a case.</summary>
/// <param name="Name">A source of the model; each stands once.</param>
/// <param name="Text">What it says, at most as long as a text may be; null or without a word where it is lost.</param>
/// <param name="Ref">What the source's own node calls a text that is not sent, at most 256 characters; in place of a text.</param>
internal sealed record CaseText(string Name, string? Text, string? Ref = null);
