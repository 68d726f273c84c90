namespace TextClassify.Api.Inputs;

/// <summary>A part of the text that was asked about.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">The code unit after the last.</param>
/// <param name="Text">The text from start to end.</param>
internal sealed record AspectPart(int Start, int End, string Text);
