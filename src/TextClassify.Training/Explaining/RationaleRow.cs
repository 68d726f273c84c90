namespace TextClassify.Training.Explaining;

/// <summary>A labelled text and what people marked in it.</summary>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Label">Null where the row has none.</param>
/// <param name="Rationales">UTF-16 spans; empty where people marked nothing or were not asked.</param>
internal sealed record RationaleRow(string Text, string? Label, IReadOnlyList<TokenSpan> Rationales);
