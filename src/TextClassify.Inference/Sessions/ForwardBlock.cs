namespace TextClassify.Inference.Sessions;

/// <summary>Rows that run together.</summary>
/// <param name="Rows">Indices into the rows of the call.</param>
/// <param name="Longest">Tokens of the longest row; every row is padded to it.</param>
internal readonly record struct ForwardBlock(ReadOnlyMemory<int> Rows, int Longest);
