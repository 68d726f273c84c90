namespace TextClassify.Inference.Slots;

/// <summary>A run's place in a lane.</summary>
/// <param name="Lane">Which.</param>
/// <param name="Brief">One that only brief requests may take.</param>
internal readonly record struct Slot(ForwardLane Lane, bool Brief);
