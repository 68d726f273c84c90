namespace TextClassify.Api.HiddenStates;

/// <summary>What the model expects at each token, by token and label.</summary>
/// <param name="Local">The output layer applied to this token's word state alone.</param>
/// <param name="Cumulative">The bias and the evidence of the tokens up to this one; the last row is the prediction.</param>
/// <param name="Prefix">The model run on the text up to this token.</param>
internal sealed record ExpectedPrediction(float[][]? Local, float[][]? Cumulative, float[][]? Prefix);
