namespace TextClassify.Storage.Querying;

/// <param name="At">Of the prediction, in microseconds since 1970.</param>
/// <param name="Right">Whether the label is the predicted one.</param>
public readonly record struct LabelOutcome(long At, bool Right);
