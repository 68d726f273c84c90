namespace TextClassify.Client.Contracts;

/// <summary>A token as the vocabulary has it, and its share of the label's logit.</summary>
public sealed record RecordedShare(string Text, float Score);
