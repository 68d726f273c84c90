namespace TextClassify.Training.Augmenting.Texts;

/// <summary>A text that was edited.</summary>
/// <param name="Text">Written out.</param>
/// <param name="Ids">Of its words.</param>
/// <param name="Edits">What was done, in the order of doing.</param>
internal sealed record EditedText(string Text, int[] Ids, string Edits)
{
    /// <summary>To the text that it came from, 0 to 1.</summary>
    public double Similarity { get; init; }
}
