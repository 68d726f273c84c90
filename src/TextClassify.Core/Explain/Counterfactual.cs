namespace TextClassify.Explain;

/// <summary>A text beside the explained one that the model labels otherwise.</summary>
/// <param name="Text">The edited text; encoding and running it gives <paramref name="Logits"/>.</param>
/// <param name="Edits">In the order of the tokens. No single one can be undone without losing the new label.</param>
/// <param name="Logits">[C], of the edited text, before temperature.</param>
public sealed record Counterfactual(string Text, IReadOnlyList<TokenEdit> Edits, float[] Logits);
