namespace TextClassify.Training.LabelWords;

/// <summary>What a word says for a label.</summary>
/// <param name="Word">In lower case.</param>
/// <param name="Rows">Rows that have it.</param>
/// <param name="Sum">Of its evidence for the label, above the mean of all labels, over all its places.</param>
/// <param name="Mean">The same for one place.</param>
internal readonly record struct LabelWord(string Word, int Rows, double Sum, double Mean);
