namespace TextClassify.Training.Data;

/// <summary>A row that was left out, and why. The text itself is never repeated.</summary>
/// <param name="File">The file's name as it was asked for.</param>
/// <param name="Line">First physical line of the row, from 1.</param>
/// <param name="Reason">A phrase that equal causes share, so that rows can be counted by it.</param>
internal readonly record struct BadRow(string File, int Line, string Reason);
