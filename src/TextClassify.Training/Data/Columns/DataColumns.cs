namespace TextClassify.Training.Data.Columns;

/// <summary>What is read of a file's rows.</summary>
/// <param name="Text">Column or property of the text; A+B joins two.</param>
/// <param name="Label">Of the label; A,B,C are columns of yes and no, one a label; null reads texts alone.</param>
internal sealed record DataColumns(string Text, string? Label)
{
    /// <summary>Of a label within the label.</summary>
    public string? FinerLabel { get; init; }

    /// <summary>What stands between the labels of a cell that has several; null where a cell is one label.</summary>
    public string? LabelSeparator { get; init; }
}
