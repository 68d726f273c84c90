namespace TextClassify.Forward;

/// <summary>Where the time of a gradient run went.</summary>
public readonly record struct GradientTiming(TimeSpan Queue, TimeSpan Compute);
