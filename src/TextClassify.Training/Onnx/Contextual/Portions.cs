namespace TextClassify.Training.Onnx.Contextual;

/// <summary>A value as a sum: what the phrase gives, what the rest gives, and what is there without either.</summary>
/// <param name="Phrase">Zero when the phrase gives nothing.</param>
/// <param name="Rest">Of the other tokens, and of what they make together with the phrase.</param>
/// <param name="Constant">Of biases alone; <see cref="Value.None"/> where there is none.</param>
internal readonly record struct Portions(Value Phrase, Value Rest, Value Constant);
