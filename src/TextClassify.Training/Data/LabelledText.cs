namespace TextClassify.Training.Data;

/// <summary>One row of a data set.</summary>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Label">Without white space at its ends; empty when no label was asked for.</param>
/// <param name="FinerLabel">A label within <paramref name="Label"/>, in the same manner; empty when none was asked for.</param>
internal readonly record struct LabelledText(string Text, string Label, string FinerLabel = "");
