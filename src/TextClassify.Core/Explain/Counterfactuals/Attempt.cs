namespace TextClassify.Explain.Counterfactuals;

/// <summary>An edited text as the model reads it, and what it says of it.</summary>
/// <param name="Edits">What was done to the text as it was sent.</param>
/// <param name="Ids">Read from the edited text.</param>
/// <param name="Logits">[C]; empty until the model has run.</param>
internal readonly record struct Attempt(EditSet Edits, ReadOnlyMemory<int> Ids, float[] Logits);
