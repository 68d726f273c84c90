namespace TextClassify.Training.Data;

/// <summary>One row of a data set.</summary>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Label">As it stands in the file.</param>
internal readonly record struct LabelledText(string Text, string Label);
