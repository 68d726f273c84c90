namespace TextClassify.Api.Inputs;

/// <summary>A part of the text in UTF-16 code units.</summary>
/// <param name="Start">First code unit.</param>
/// <param name="End">The code unit after the last.</param>
internal sealed record TextRange(int Start, int End);
