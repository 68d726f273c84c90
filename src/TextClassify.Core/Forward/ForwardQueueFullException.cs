namespace TextClassify.Forward;

/// <summary>Refused before any work, because <paramref name="capacity"/> calls were waiting.</summary>
public sealed class ForwardQueueFullException(int capacity) : Exception($"The queue holds {capacity} waiting calls, which is its limit.")
{
    public int Capacity { get; } = capacity;
}
