namespace TextClassify.Training.Pretraining;

/// <summary>A text and what the teacher says of it.</summary>
/// <param name="Text">As it was read.</param>
/// <param name="Label">Index of its finer label; -1 where it has none.</param>
/// <param name="Vector">Of the teacher, centred and of length 1.</param>
internal sealed record Lesson(string Text, int Label, float[] Vector);
