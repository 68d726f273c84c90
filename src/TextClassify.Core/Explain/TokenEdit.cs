namespace TextClassify.Explain;

/// <summary>One token taken out of a text, or another word in its place. Offsets are UTF-16 units, the end exclusive.</summary>
/// <param name="Token">Place among the tokens of the text as it was sent.</param>
/// <param name="Start">In the text as it was sent. A deletion may take the blank beside the token with it.</param>
/// <param name="End">In the text as it was sent.</param>
/// <param name="After">What stands there now; empty for a deletion.</param>
/// <param name="EditedStart">In the edited text.</param>
/// <param name="EditedEnd">In the edited text; equals <paramref name="EditedStart"/> for a deletion.</param>
public sealed record TokenEdit(int Token, int Start, int End, string After, int EditedStart, int EditedEnd);
