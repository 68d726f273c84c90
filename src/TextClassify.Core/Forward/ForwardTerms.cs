namespace TextClassify.Forward;

/// <summary>How a call waits and fails.</summary>
/// <param name="Lane">Where it waits.</param>
/// <param name="Partial">
/// True: a row that fails, or has not begun when the call may wait no longer, is answered by a result with a
/// <see cref="ForwardResult.Fault"/> and the others by theirs; a call of which nothing had begun fails. False: the call fails with the
/// first row that does.
/// </param>
/// <param name="Deadline">Null where the caller gave none.</param>
public readonly record struct ForwardTerms(ForwardLane Lane, bool Partial = false, CallDeadline? Deadline = null);
