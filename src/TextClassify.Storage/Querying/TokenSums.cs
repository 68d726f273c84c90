namespace TextClassify.Storage.Querying;

/// <summary>How a token spoke for a label.</summary>
/// <param name="Token">The piece.</param>
/// <param name="Label">The label that was predicted.</param>
/// <param name="Support">Predictions it stands in.</param>
/// <param name="Sum">Of its shares, those of one prediction added up.</param>
/// <param name="Squares">Of those sums.</param>
/// <param name="Blocks">Groups of callers who sent it.</param>
public sealed record TokenSums(string Token, string Label, long Support, double Sum, double Squares, int Blocks);
