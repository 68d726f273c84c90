namespace TextClassify.Fuzzing;

/// <summary>A request as bytes.</summary>
/// <param name="Number">What it was generated from; the same number gives the same bytes.</param>
/// <param name="Operation">The operation it calls; null when its path or method was made up.</param>
/// <param name="Bytes">All that is sent.</param>
/// <param name="Whole">Whether it is framed as HTTP asks, so that there must be an answer.</param>
/// <param name="Head">Whether the answer has no body whatever its headers say.</param>
internal sealed record FuzzRequest(int Number, Operation? Operation, byte[] Bytes, bool Whole, bool Head);
