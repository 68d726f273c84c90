namespace TextClassify.Training.Data;

/// <summary>One row of a data set.</summary>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Label">Without white space at its ends; empty when no label was asked for.</param>
internal readonly record struct LabelledText(string Text, string Label);
