namespace TextClassify.Storage.Querying;

/// <summary>A token and a label that was predicted, as a row of an export.</summary>
/// <param name="Text">The piece.</param>
/// <param name="Label">The label.</param>
/// <param name="Support">Predictions it stands in.</param>
/// <param name="Sum">Of its shares.</param>
/// <param name="Mean">Of a prediction.</param>
/// <param name="Lower">Of the mean's interval; null where there is none.</param>
/// <param name="Upper">Its upper end.</param>
public sealed record ExportedToken(string Text, string Label, long Support, double Sum, double Mean, double? Lower, double? Upper);
