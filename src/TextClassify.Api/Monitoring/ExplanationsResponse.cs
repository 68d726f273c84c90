namespace TextClassify.Api.Monitoring;

/// <summary>What spoke for and against labels, over many predictions.</summary>
/// <param name="AsOf">The moment of which the answer is.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Predictions">That were chosen, those without evidence among them.</param>
/// <param name="Tokens">The greatest sums first.</param>
internal sealed record ExplanationsResponse(
    DateTimeOffset AsOf, string Model, long Predictions, IReadOnlyList<GlobalToken> Tokens);

/// <summary>A token and a label that was predicted.</summary>
/// <param name="Text">The token as the vocabulary has it.</param>
/// <param name="Label">The label.</param>
/// <param name="Support">Predictions of the label that it stands in.</param>
/// <param name="Sum">Its shares of the label's logit, added up over them.</param>
/// <param name="Mean">A prediction's share; several of a text are one.</param>
/// <param name="Lower">Where its 95 % interval begins, by Student's t; null of a single prediction.</param>
/// <param name="Upper">Where it ends.</param>
internal sealed record GlobalToken(
    string Text, string Label, long Support, double Sum, double Mean, double? Lower, double? Upper);
