namespace TextClassify.Explain.Anchors;

/// <param name="Threshold">The precision a rule must have.</param>
/// <param name="Delta">One minus the confidence of its bounds.</param>
/// <param name="Tau">How far the best rules of a size may be from the best found.</param>
/// <param name="BatchSize">Draws at a time.</param>
/// <param name="BeamSize">Rules of a size that are carried on.</param>
/// <param name="MaxSize">Most tokens of a rule.</param>
internal readonly record struct AnchorOptions(double Threshold, double Delta, double Tau, int BatchSize, int BeamSize, int MaxSize);
