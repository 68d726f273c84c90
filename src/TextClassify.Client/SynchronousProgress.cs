namespace TextClassify.Client;

/// <summary>
/// Hands each report to its handler before the work goes on, so that reports come in their order and none after the end.
/// <see cref="Progress{T}"/> posts them instead, in a console program to threads that overtake one another.
/// </summary>
/// <param name="handler">Quick: the work waits for it.</param>
public sealed class SynchronousProgress<T>(Action<T> handler) : IProgress<T>
{
    public void Report(T value) => handler(value);
}
