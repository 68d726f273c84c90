namespace TextClassify.Api.Inputs;

/// <param name="Label">A label of the model.</param>
/// <param name="Score">Its calibrated probability.</param>
internal sealed record LabelScore(string Label, float Score);
