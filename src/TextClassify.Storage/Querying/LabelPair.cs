namespace TextClassify.Storage.Querying;

/// <param name="Given">The label that was given later.</param>
/// <param name="Predicted">What the model said.</param>
/// <param name="Count">How often.</param>
public sealed record LabelPair(string Given, string Predicted, long Count);
