namespace TextClassify.Training.Aspect;

/// <summary>A text with what people said of its aspects.</summary>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Aspects">At least one.</param>
/// <param name="Tagged">Whether the aspects' places are to be found in the text; false where the text as a whole is the one aspect.</param>
internal sealed record AspectText(string Text, IReadOnlyList<AspectLabel> Aspects, bool Tagged = true);

/// <summary>What a text thinks of one of its parts.</summary>
/// <param name="Start">First UTF-16 code unit of the part.</param>
/// <param name="End">The code unit after its last.</param>
/// <param name="Label">negative, neutral or positive.</param>
internal readonly record struct AspectLabel(int Start, int End, string Label);
