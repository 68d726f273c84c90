namespace TextClassify.Forward;

/// <summary>How a call waits and fails.</summary>
/// <param name="Lane">Where it waits.</param>
/// <param name="Partial">
/// True: a row that fails is answered by a result with a <see cref="ForwardResult.Fault"/> and the others by theirs.
/// False: the call fails with the first row that does.
/// </param>
public readonly record struct ForwardTerms(ForwardLane Lane, bool Partial = false);
