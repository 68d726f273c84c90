namespace TextClassify.Training.Pretraining;

/// <summary>A text and what the teacher says of it.</summary>
/// <param name="Text">As it was read.</param>
/// <param name="Label">Index of its finer label; -1 where it has none.</param>
/// <param name="Vector">
/// Of the teacher: for a base its vector of the text, centred and of length 1; for a classifier its logits, their mean taken off.
/// </param>
internal sealed record Lesson(string Text, int Label, float[] Vector);
