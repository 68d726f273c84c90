namespace TextClassify.Training.Data;

/// <summary>One row of a data set. Where it stood is no part of what it says, so rows are equal without it.</summary>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Label">Without white space at its ends; empty when no label was asked for; a <see cref="LabelSet"/> where rows may have
/// several.</param>
/// <param name="FinerLabel">A label within <paramref name="Label"/>, in the same manner; empty when none was asked for.</param>
internal readonly record struct LabelledText(string Text, string Label, string FinerLabel = "")
{
    /// <summary>First physical line of the row in its file, from 1; 0 when it is of no file.</summary>
    public int Line { get; init; }

    /// <summary>Which of a recipe's sources it is of; null where there is one.</summary>
    public string? Source { get; init; }

    public bool Equals(LabelledText other) => Text == other.Text && Label == other.Label && FinerLabel == other.FinerLabel;

    public override int GetHashCode() => HashCode.Combine(Text, Label, FinerLabel);
}
