namespace TextClassify.Client.Contracts;

/// <summary>The model that answered.</summary>
public sealed record ModelReference(string Name, string Version, string Sha256);

/// <summary>A label and its calibrated probability.</summary>
public sealed record LabelScore(string Label, float Score);

/// <summary>Milliseconds that the texts waited for the model and that it ran.</summary>
public sealed record Timing(double QueueMs, double ComputeMs);

/// <summary>Why one text of a list has no result; the others have theirs.</summary>
/// <param name="Type">Stable URN to switch on.</param>
/// <param name="Title">The type in words.</param>
/// <param name="Detail">What was wrong, where, and the limit.</param>
public sealed record ItemError(string Type, string Title, string Detail);

/// <summary>A token and what it says; the offsets are UTF-16 code units of the text as it was sent.</summary>
public sealed record TokenScore(int Index, string Text, int Start, int End, float Score, bool OutOfVocabulary, float? StandardError = null);
