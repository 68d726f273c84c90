namespace TextClassify.Api.Inputs;

/// <summary>One of the texts of a case.</summary>
/// <param name="Name">A source of the model; each stands once.</param>
/// <param name="Text">What it says, at most as long as a text may be; null or without a word where it is lost.</param>
internal sealed record CaseText(string Name, string? Text);
